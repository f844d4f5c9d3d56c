import type { ReadOptions, ReadResources } from "../../resources/resource";
import { checkProviders } from "./check-providers";
import { findStacks } from "./find-stacks";
import { gapsOf } from "./gaps";
import { Program } from "./program";
import { infrastructureResource } from "./resource-values";

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
  const read = program.stacks.map((stack) => {
    const input = `${path}#${stack.configuration.name}`;
    const instances = stack.all().flatMap((made) => made.instances);
    return {
      gaps: gapsOf(stack, program, input),
      resources: instances
        .filter(({ declaration }) => declaration.type.startsWith("aws_"))
        .map((instance) => infrastructureResource(instance, stack, program, input))
        .filter((resource) => resource !== undefined),
    };
  });
  return {
    input: { kind: "cdktf-output", path },
    resources: read.flatMap(({ resources }) => resources),
    gaps: [...gaps, ...read.flatMap((stack) => stack.gaps)],
  };
}
