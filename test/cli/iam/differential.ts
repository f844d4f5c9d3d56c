import { evaluate } from "../../../cli/iam/evaluate";
import { Random } from "../../properties/random";
import type { RandomQuestion } from "./random-requests";
import { randomQuestion } from "./random-requests";
import { simulated } from "./simulated";

/** How often two evaluators gave which answers. */
export interface Comparison {
  readonly same: number;
  /** Our answer is `unknown`, for a reason of `UNDECIDED`. */
  readonly undecided: number;
  /** Answers that contradict each other, or `unknown` without such a reason. */
  readonly differences: readonly {
    readonly ours: string;
    readonly theirs: string;
    readonly question: RandomQuestion;
  }[];
}

/**
 * What AWS's pages leave open, so that the answer is `unknown` where the other evaluator decides: a policy variable without a value "might
 * cause the entire statement to be invalid".
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
const UNDECIDED = /^what AWS makes of .*, for which the request has no value$/;

/** Asks both evaluators the same random questions. */
export async function compareEvaluators(runs: number, seed: number): Promise<Comparison> {
  const random = new Random(seed);
  const differences: Comparison["differences"][number][] = [];
  let same = 0;
  let undecided = 0;
  for (let run = 0; run < runs; run++) {
    const question = randomQuestion(random);
    const theirs = await simulated(question);
    const { verdict: ours, statements } = evaluate(question.request, question.policies, question.own);
    const open = statements.flat().flatMap((statement) => statement.openParts(question.request));
    if (ours === theirs) same += 1;
    else if (ours === "unknown" && open.some(({ unknowns }) => unknowns.some((what) => UNDECIDED.test(what))))
      undecided += 1;
    else differences.push({ ours, theirs, question });
  }
  return { same, undecided, differences };
}
