import { programResources } from "../../readers/cdktf/program-resources";
import { Program } from "../../readers/cdktf/program";
import { stackConfiguration } from "../../readers/cdktf/stack-configuration";
import type { ReadOptions } from "../../resources/resource";
import type { ReadProgram } from "../judge";
import { STAND_IN_REGION, standInAccount } from "../stand-ins";

/** A stack as it is synthesized. */
export interface SynthesizedStack {
  readonly name: string;
  readonly path: string;
  /** `cdk.tf.json` */
  readonly text: string;
}

/** What the rules see of a program. */
export interface ReadStacks extends ReadProgram {
  /** Where something stands → the path of its construct. */
  readonly constructPaths: ReadonlyMap<string, string>;
}

/** All stacks together: a repository of one has the key of another. */
export function readProgram(stacks: readonly SynthesizedStack[], options: ReadOptions): ReadStacks {
  const configurations = stacks.map(({ name, path, text }) => stackConfiguration(name, path, [JSON.parse(text)]));
  const reading = { ...options, region: options.region ?? STAND_IN_REGION };
  const nowhere = providersWithoutAccount(new Program(configurations, reading));
  const accounts = Object.fromEntries(nowhere.map((name, index) => [name, standInAccount(index)]));
  const program = new Program(configurations, { ...reading, accounts: { ...options.accounts, ...accounts } });
  const paths = program.stacks.flatMap((stack) =>
    stack.all().flatMap(({ declaration, instances }) =>
      instances.flatMap(({ address }) => {
        const path = constructPath(declaration.body["//"]);
        return path === undefined
          ? []
          : [[constructPlace(stackInput(stack.configuration.name), address), path] as const];
      }),
    ),
  );
  return {
    read: programResources(program, PROGRAM),
    standIns: Object.values(accounts),
    constructPaths: new Map(paths),
  };
}

/** What sources of a stack have as their input. */
export function stackInput(name: string): string {
  return `${PROGRAM}#${name}`;
}

/** A text for where something stands. */
export function constructPlace(input: string, address: string): string {
  return `${input}: ${address}`;
}

const PROGRAM = "program";

/** Each as `stack/provider`: two stacks may mean two accounts by one name. */
function providersWithoutAccount({ stacks }: Program): readonly string[] {
  const names = stacks.flatMap((stack) =>
    stack
      .all()
      .flatMap(({ instances }) => instances)
      .filter(({ declaration, provider }) => declaration.type.startsWith("aws_") && provider.accountId === undefined)
      .map(({ provider }) => `${stack.configuration.name}/${provider.name}`),
  );
  return [...new Set(names)];
}

function constructPath(comment: unknown): string | undefined {
  const { metadata } = (comment ?? {}) as { readonly metadata?: { readonly path?: unknown } };
  return typeof metadata?.path === "string" ? metadata.path : undefined;
}
