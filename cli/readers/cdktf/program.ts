import type { ReadOptions } from "../../resources/resource";
import { referenceIn } from "../../terraform-language/evaluate-text";
import { givenAttributes } from "./given-attributes";
import type { Instance } from "./instance";
import { Stack } from "./stack";
import type { Declaration, StackConfiguration } from "./stack-configuration";
import { outputValue } from "./stack-names";
import { isRecord } from "../../../shared/internal";
import type { ObjectValue } from "../../terraform-language/conversion";

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

const CROSS_STACK = "cross-stack-reference-input-";

/**
 * The stack whose state a data source `terraform_remote_state` reads: known by the name that CDKTF gives to cross-stack
 * references, whatever the backend; for those written by hand, by a backend that is configured the same.
 */
function stackReadBy(
  { name, body }: Declaration,
  stacks: readonly StackConfiguration[],
): StackConfiguration | undefined {
  if (name.startsWith(CROSS_STACK)) {
    const origin = name.slice(CROSS_STACK.length);
    const named = stacks.find((stack) => namesOf(stack).includes(origin));
    if (named !== undefined) return named;
  }
  const [configuration] = [body["config"]].flat();
  if (typeof body["backend"] !== "string" || !isRecord(configuration)) return undefined;
  const same = stacks.filter(
    ({ backend }) =>
      backend !== undefined && backend.type === body["backend"] && agree(backend.configuration, configuration),
  );
  return same.length === 1 ? same[0] : undefined;
}

/** In the name of a data source stands the path of the stack's construct, with what no name may hold left out. */
function namesOf({ name, constructPath }: StackConfiguration): readonly string[] {
  return [constructPath, name, constructPath.replaceAll("/", "--"), constructPath.replaceAll(/[^\w-]/g, "")];
}

/** Where a state lies is known by these; the rest is how to get there. */
const PLACES = ["path", "key", "prefix", "address", "workspaces", "bucket", "container_name", "storage_account_name"];

function agree(left: ObjectValue, right: ObjectValue): boolean {
  const written = PLACES.filter((place) => place in left || place in right);
  return written.length > 0 && written.every((place) => JSON.stringify(left[place]) === JSON.stringify(right[place]));
}
