import { InputError, type Problem } from "../../toolkit/input-error";
import type { RuleFinding } from "../../rules/finding";
import type { Settings } from "../options";
import { judgedWithProof } from "./judge-with-proof";
import type { PolicyStack } from "./policy-types";
import { readStack, relevantResources } from "./read-stack";

/** What is wrong with a stack. */
export interface StackJudgement {
  readonly findings: readonly RuleFinding[];
  /** Documents that are no policies: nothing else is judged then. */
  readonly problems: readonly Problem[];
}

/**
 * Judges stacks. Pulumi asks each policy by itself, and gives each its own copy of the stack: the same one is judged once.
 */
export function stackJudge({ rules, reading }: Settings): (stack: PolicyStack) => Promise<StackJudgement> {
  let last: { readonly text: string; readonly judgement: Promise<StackJudgement> } | undefined;
  return async ({ resources }) => {
    const relevant = relevantResources(resources);
    const text = JSON.stringify(relevant);
    if (last?.text !== text) {
      last = {
        text,
        judgement: withProblems(async () => (await judgedWithProof(readStack(relevant, reading), rules)).findings),
      };
    }
    return last.judgement;
  };
}

async function withProblems(judge: () => Promise<readonly RuleFinding[]>): Promise<StackJudgement> {
  try {
    return { findings: await judge(), problems: [] };
  } catch (error) {
    if (!InputError.is(error)) throw error;
    return { findings: [], problems: error.problems };
  }
}
