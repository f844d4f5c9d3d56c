import type { Gap } from "../../model/access-model";
import type { ReadResources } from "../../resources/resource";
import { gapsOf } from "./gaps";
import type { Program } from "./program";
import { infrastructureResource } from "./resource-values";

/**
 * Every AWS resource and data source of all stacks of a program, except those of which nothing tells where they are.
 *
 * @param path - Its path as the user gave it.
 * @param gaps - What could not be read before.
 */
export function programResources(program: Program, path: string, gaps: readonly Gap[] = []): ReadResources {
  const read = program.stacks.map((stack) => {
    const input = `${path}#${stack.configuration.name}`;
    const instances = stack.all().flatMap((made) => made.instances);
    const names = new Set([...stack.configuration.providers.keys(), ...instances.map(({ provider }) => provider.name)]);
    return {
      providers: [...names].flatMap((name) => [name, `${stack.configuration.name}/${name}`]),
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
    providers: read.flatMap(({ providers }) => providers),
  };
}
