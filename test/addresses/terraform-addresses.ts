import type { IConstruct } from "constructs";

/** The parts of a synthesized stack that Terraform keeps in a state. */
export interface SynthesizedStack {
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly output?: Readonly<Record<string, unknown>>;
}

type Blocks = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** Everything that a program of CDKTF makes: the path of every construct, and each stack with what stands at its addresses. */
export function terraformAddresses(root: IConstruct, stacks: Readonly<Record<string, SynthesizedStack>>): object {
  const paths = root.node.findAll().map(({ node }) => node.path);
  return {
    constructs: paths.filter((path) => path !== "").sort(),
    stacks: Object.fromEntries(
      Object.entries(stacks).map(([name, { resource = {}, data = {}, output = {} }]) => [
        name,
        {
          resources: byAddress(resource),
          outputs: output,
          // Their addresses alone: where the state of another stack lies differs from machine to machine.
          data: Object.keys(byAddress(data)).sort(),
        },
      ]),
    ),
  };
}

function byAddress(blocks: Blocks): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(blocks).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, { "//": _metadata, ...values }]) => [`${type}.${name}`, values]),
    ),
  );
}
