import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { MadeInAccount } from "./deploy-example";

const ROOT = join(__dirname, "..");

/** Writes what `terraform show -json` said of each state into a folder; gives the files' paths. */
export function writeStates(folder: string, made: readonly MadeInAccount[]): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return made.map(({ stack, state }) => {
    const file = join(folder, `${stack}.json`);
    writeFileSync(file, JSON.stringify(state));
    return file;
  });
}

/** Runs `ecr-kms` as a user would, showing the command and what it says; gives its exit code. */
export async function runCommand(words: readonly string[]): Promise<number> {
  const shown = words.map((word) => (word.startsWith(ROOT) ? relative(process.cwd(), word) : word));
  console.log(`\n$ npx ecr-kms ${shown.join(" ")}\n`);
  const command = join(ROOT, "cli", "bin", "ecr-kms.js");
  const child = spawn(process.execPath, [command, ...shown], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
