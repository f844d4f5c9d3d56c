import type { AccessModel } from "../../../../cli/model/access-model";
import type { Hit, RuleInput } from "../../../../cli/rules/finding";

/** A finding as a rule gives it; without a hint, the rule's `fix`. */
export type ExpectedHit = Omit<Hit, "hint"> & { readonly hint?: string };

/** What a rule finds, and what is next to that and nothing to find. */
export interface RuleCase {
  readonly rule: string;
  /** Where a rule has several cases: which this is. */
  readonly when?: string;
  readonly breaks: AccessModel | RuleInput;
  readonly finds: readonly ExpectedHit[];
  readonly keeps: readonly (AccessModel | RuleInput)[];
}
