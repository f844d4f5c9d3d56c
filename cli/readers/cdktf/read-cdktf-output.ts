import type { ReadOptions, ReadResources } from "../../resources/resource";
import { checkProviders } from "./check-providers";
import { findStacks } from "./find-stacks";
import { Program } from "./program";
import { programResources } from "./program-resources";

/**
 * Reads a folder that a program of CDKTF or CDK Terrain was synthesized to, or one with a Terraform configuration in JSON:
 * every AWS resource and data source of all stacks, with the expressions in its texts evaluated as far as the
 * configuration tells. Nothing is deployed, run or written.
 *
 * @param folder - Where it lies: with `manifest.json`, with `cdktf.out` in it, or with `*.tf.json`.
 * @param path - Its path as the user gave it.
 * @throws InputError for a folder that holds no stacks, and when nothing tells in which account a provider works
 */
export function readCdktfOutput(folder: string, path: string, options: ReadOptions): ReadResources {
  const { stacks: configurations, gaps } = findStacks(folder, path);
  const program = new Program(configurations, options);
  checkProviders(program.stacks, path);
  return programResources(program, path, gaps);
}
