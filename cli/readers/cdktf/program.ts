import type { ReadOptions } from "../../resources/resource";
import { referenceIn } from "../../terraform-language/evaluate-text";
import { givenAttributes } from "./given-attributes";
import type { Instance } from "./instance";
import { stackReadBy } from "./remote-state";
import { Stack } from "./stack";
import type { Declaration, StackConfiguration } from "./stack-configuration";
import { outputValue } from "./stack-names";

/** The stacks of one input, which refer to each other. */
export class Program {
  readonly stacks: readonly Stack[];
  readonly #byType = new Map<string, readonly Instance[]>();

  constructor(configurations: readonly StackConfiguration[], options: ReadOptions) {
    const surroundings = {
      options,
      remoteOutputs: (declaration: Declaration) => this.stackReadBy(declaration)?.outputs,
      furtherAttributes: givenAttributes((type) => this.#managed(type)),
    };
    this.stacks = configurations.map((configuration) => new Stack(configuration, surroundings));
  }

  #managed(type: string): readonly Instance[] {
    const known = this.#byType.get(type);
    if (known !== undefined) return known;
    const instances = this.stacks.flatMap((stack) => stack.managed(type));
    this.#byType.set(type, instances);
    return instances;
  }

  /** The stack whose state a data source reads. */
  stackReadBy(declaration: Declaration): Stack | undefined {
    const configuration = stackReadBy(
      declaration,
      this.stacks.map((stack) => stack.configuration),
    );
    return this.stacks.find((stack) => stack.configuration === configuration);
  }

  /** A reference as the program had it: for an output of another stack what that output refers to. */
  origin(reference: string, stack: Stack): string {
    const [, name, output = ""] = REMOTE_OUTPUT.exec(reference) ?? [];
    if (name === undefined) return reference;
    const declaration = stack.configuration.declarations.find(
      (candidate) => candidate.type === "terraform_remote_state" && candidate.name === name,
    );
    const other = declaration && this.stackReadBy(declaration);
    const value = outputValue(other?.configuration.outputs[output]);
    return (typeof value === "string" ? referenceIn(value) : undefined) ?? reference;
  }
}

const REMOTE_OUTPUT = /^data\.terraform_remote_state\.([^.[\]]+)\.outputs\.([^.[\]]+)$/;
