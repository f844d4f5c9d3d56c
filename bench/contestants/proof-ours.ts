/** Proves all access of a registry, as `ecr-kms check` does, and writes what it took. */
import { proveAccess } from "ecr-kms-cli/access";
import { stopwatch } from "../harness";
import type { Spokes } from "../topologies";
import { registryOfRoles } from "../topologies";

async function main(): Promise<void> {
  const [repositories, roles, kind] = process.argv.slice(2);
  // A program that proves one registry pays for loading once; the first small proof takes that out of the figure.
  await proveAccess(registryOfRoles(2, 2, "alike"));
  const topology = registryOfRoles(Number(repositories), Number(roles), kind as Spokes);
  globalThis.gc?.();
  const stop = stopwatch();
  const { proof } = await proveAccess(topology);
  const measured = stop();
  const { cells, distinct } = proof.effort;
  process.stdout.write(JSON.stringify({ ...measured, cells, distinct }));
}

void main();
