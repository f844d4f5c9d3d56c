import { InputError, type Problem } from "../../toolkit/input-error";
import type { RuleFinding } from "../../rules/finding";
import type { Settings } from "../options";
import type { PolicyStack } from "./policy-types";
import { readStack, relevantResources } from "./read-stack";
import type { RulesConfig } from "../../rules/rules-config";
import { proveAccessModel } from "../../proof/prove";
import { modelFromResources } from "../../resources/model-from-resources";
import type { InfrastructureResource } from "../../resources/resource";
import { findAll } from "../../rules/find-all";
import { isPlaced, judged, type Judgement, type ReadProgram } from "../judge";
import { STAND_IN_REGION } from "../stand-ins";

/** What is wrong with a stack. */
export interface StackJudgement {
  readonly findings: readonly RuleFinding[];
  /** Documents that are not policies: nothing else is judged then. */
  readonly problems: readonly Problem[];
}

/**
 * Judges stacks. Pulumi asks each policy by itself, and gives each its own copy of the stack: the same one is judged
 * once.
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

/**
 * What all rules find in a program, with those about access that has been proved. Nothing can be proved where an
 * account or Region is not known: those rules are silent then.
 *
 * @throws InputError for documents that are not policies
 */
async function judgedWithProof({ read, standIns }: ReadProgram, rules: RulesConfig): Promise<Judgement> {
  if (standIns.length > 0 || read.resources.some(isNowhere)) return judged({ read, standIns }, rules);
  const proof = await proveAccessModel(modelFromResources([read]));
  return { findings: findAll({ model: proof.model, proof }, rules).filter(isPlaced), gaps: proof.model.gaps };
}

/** IAM has no Regions. */
function isNowhere({ type, region }: InfrastructureResource): boolean {
  return region === STAND_IN_REGION && !/^aws_(iam|organizations)_/.test(type);
}
