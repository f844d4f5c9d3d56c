/** Proves the access that a Terraform state gives, and writes what it took. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { proveAccess } from "ecr-kms-cli/access";
import { stopwatch } from "../harness";
import type { StateSize } from "../states";
import { stateOf } from "../states";

async function main(): Promise<void> {
  const size = JSON.parse(process.argv[2] ?? "") as StateSize;
  const folder = mkdtempSync(join(tmpdir(), "ecr-kms-bench-"));
  try {
    const [warm, state] = [join(folder, "warm.json"), join(folder, "state.json")];
    writeFileSync(warm, stateOf({ repositories: 2, roles: 2, statements: 1, policies: 1, stars: 1 }));
    writeFileSync(state, stateOf(size));
    // A program that proves one registry pays for loading once; the first small proof takes that out of the figure.
    await proveAccess(warm);
    globalThis.gc?.();
    const stop = stopwatch();
    const { proof } = await proveAccess(state);
    const measured = stop();
    const { cells, distinct } = proof.effort;
    process.stdout.write(JSON.stringify({ ...measured, cells, distinct }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

void main();
