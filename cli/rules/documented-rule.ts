import type { Rule } from "./finding";

/** A rule with what its page says: docs/rules.md is made of these. */
export interface DocumentedRule extends Rule {
  /** What happens where it does not hold, and so why it has its severity. */
  readonly why: string;
  /** How to fix it in general; the hint of a finding unless the rule has one that fits it better. */
  readonly fix: string;
}

/** A rule without its judgement. */
export type RuleWords = Omit<DocumentedRule, "find">;

/** What a judgement says about one thing that breaks a rule. */
export interface Judgement {
  readonly message: string;
  /** @default - the rule's `fix` */
  readonly hint?: string;
}
