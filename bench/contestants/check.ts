/**
 * Runs `ecr-kms check` as users do, in a process of its own, on a registry of roles with documents that are all different, as a
 * topology or a Terraform state, or a Node that does nothing, and writes time, processor time and largest memory.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { stopwatch } from "../harness";
import { stateOf } from "../states";
import { registryOfRoles } from "../topologies";

const [repositories, roles, format = "table", kind = "topology"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "ecr-kms-bench-"));
try {
  process.stdout.write(JSON.stringify(measured(repositories === undefined ? ["-e", "0"] : check())));
} finally {
  rmSync(folder, { recursive: true });
}

function check(): readonly string[] {
  const command = join(dirname(createRequire(__filename).resolve("ecr-kms-cli/package.json")), "bin", "ecr-kms.js");
  const input = join(folder, "input.json");
  const [many, some] = [Number(repositories), Number(roles)];
  const topology = (): string => JSON.stringify(registryOfRoles(many, some, "each-different"));
  const state = (): string => stateOf({ repositories: many, roles: some, statements: 2, policies: 2, stars: 1 });
  writeFileSync(input, kind === "state" ? state() : topology());
  return [command, "check", input, "--format", format];
}

function measured(args: readonly string[]): object {
  const file = join(folder, "measured.json");
  const stop = stopwatch();
  const { status } = spawnSync(process.execPath, ["--require", join(__dirname, "measured.js"), ...args], {
    env: { ...process.env, MEASURED: file },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const { ms } = stop();
  if (status !== 0) throw new Error(`node ${args.join(" ")} ended with ${status}`);
  return { ms, ...(JSON.parse(readFileSync(file, "utf8")) as { cpu: number; peak: number }) };
}
