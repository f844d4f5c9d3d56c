import { InputError } from "../../toolkit/input-error";
import { judged, type Judgement } from "../judge";
import type { Settings } from "../options";
import type { StackLike } from "./construct-types";
import { readProgram, type ReadStacks } from "./read-program";

/** The stacks of a program, judged together. */
export interface JudgedProgram extends Judgement, Pick<ReadStacks, "constructPaths"> {
  /** Stack → its configuration as it was judged. */
  readonly texts: ReadonlyMap<StackLike, string>;
  /** Documents that are not policies: nothing else is judged then. */
  readonly problems: InputError["problems"];
}

/** Judges stacks, each by its configuration. */
export function judgedStacks(
  texts: JudgedProgram["texts"],
  { rules, reading }: Settings,
): Omit<JudgedProgram, "texts"> {
  const stacks = [...texts].map(([{ node }, text]) => ({ name: node.id, path: node.path, text }));
  const program = readProgram(stacks, reading);
  const { constructPaths } = program;
  try {
    return { ...judged(program, rules), problems: [], constructPaths };
  } catch (error) {
    if (!InputError.is(error)) throw error;
    return { findings: [], gaps: [], problems: error.problems, constructPaths };
  }
}

/** A stack's configuration as it is now. */
export function textOfStack(stack: StackLike): string {
  return JSON.stringify(stack.toTerraform());
}
