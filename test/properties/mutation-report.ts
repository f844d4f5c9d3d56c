import { reasonsWhyEqual } from "./equivalences";
import type { Mutation } from "./mutation-run";
import { noticedBy } from "./mutation-run";
import type { Reason } from "./reasons";

/** What came of one mutation. */
export interface Verdict {
  readonly mutation: Mutation;
  /** What noticed it: the kind of decision that came out otherwise than the topology says. */
  readonly noticed?: string;
  /** Why it is no change of access. */
  readonly reasons?: readonly Reason[];
}

/** Tries one mutation. */
export async function tryMutation(mutation: Mutation): Promise<Verdict> {
  const reasons = reasonsWhyEqual(mutation);
  const noticed = await noticedBy(mutation, reasons === undefined ? Infinity : QUESTIONS_OF_EXPLAINED);
  return { mutation, ...(noticed ? { noticed: noticed.cell } : {}), ...(reasons ? { reasons } : {}) };
}

/** How many questions a mutation that should change nothing is tried with: all of one that should would take too long. */
const QUESTIONS_OF_EXPLAINED = 500;

/** What is wrong with a verdict: a mutation that nobody noticed and nothing explains, or one with a wrong explanation. */
export function complaint({ mutation, noticed, reasons }: Verdict): string | undefined {
  const what = `${mutation.kind}, ${mutation.what} (${mutation.scenario.name})`;
  if (noticed === undefined && reasons === undefined) return `not noticed: ${what}`;
  if (noticed !== undefined && reasons !== undefined) {
    return `explained as no change (${reasons.join(", ")}), but noticed by "${noticed}": ${what}`;
  }
  return undefined;
}
