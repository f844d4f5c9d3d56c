/** Deploys the hub-and-spoke example to an emulator, shows what then lies in each account, and proves who can push and pull. */
import { rmSync } from "node:fs";
import { join, relative } from "node:path";
import { planRegistry } from "ecr-kms";
import { build } from "../examples/hub-and-spoke/cdktf/main";
import { spokes, topology } from "../examples/hub-and-spoke/topology";
import { synthesize } from "../test/support/deployment";
import { describeMissing, findTools } from "../test/support/tools";
import type { MadeInAccount } from "./deploy-example";
import { deployExample } from "./deploy-example";
import { step, table } from "./progress";
import { runCommand, writeStates } from "./prove-states";

/** Needs the package to be built. */
export async function deployAndShow(): Promise<void> {
  const synthesized = join(__dirname, "..", ".ecr-kms", "hub-and-spoke");
  rmSync(synthesized, { recursive: true, force: true });
  await step("Synthesizing the hub and its spokes", () => {
    synthesize(build, synthesized);
  });

  const { missing, mirror } = findTools();
  const made = missing.length === 0 ? await deployExample(synthesized, { topology, roles: spokes }, mirror) : undefined;
  if (made !== undefined) {
    const rows = made.map(({ accountId, stack, resources }) => [accountId, stack, listed(resources)]);
    console.log(`\n${table(["account", "stack", "resources made there"], rows)}`);
  }
  const sizes = planRegistry(topology).sizes.map(({ name, size, limit }) => [
    name,
    `${size} of ${limit}`,
    `${Math.ceil((size / limit) * 100)} %`,
  ]);
  console.log(`\n${table(["document", "size", "of the limit"], sizes)}`);
  console.log(`\nThe synthesized Terraform files are in ${relative(process.cwd(), synthesized)}/stacks.`);
  await proveDeployed(synthesized, made);
  if (missing.length > 0) {
    console.log(
      `\nLEFT OUT: nothing was deployed or read back, because a tool is missing.\n${describeMissing(missing)}`,
    );
  }
}

/** The proof of what was deployed; where nothing could be, of what was synthesized. */
async function proveDeployed(synthesized: string, made: readonly MadeInAccount[] | undefined): Promise<void> {
  const inputs = made === undefined ? [synthesized] : writeStates(join(synthesized, "states"), made);
  const expected = join(__dirname, "..", "examples", "hub-and-spoke", "expected-access.json");
  process.exitCode = await runCommand(["check", ...inputs, "--expect", expected]);
  const page = join(synthesized, "access.html");
  await runCommand(["check", ...inputs, "--expect", expected, "--format", "html", "--output", page]);
  console.log(`The same as a page to look at: ${relative(process.cwd(), page)}`);
}

function listed(resources: Readonly<Record<string, number>>): string {
  return Object.entries(resources)
    .map(([type, count]) => `${count} ${type}`)
    .join(", ");
}
