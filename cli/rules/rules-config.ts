import type { Severity } from "./finding";

/** What the configuration says about a rule. */
export interface RuleSetting {
  /** Reports its findings as suppressed, and counts them as nothing. Needs a reason. @default false */
  readonly off?: boolean;
  /** Instead of the rule's own. @default - the rule's own */
  readonly severity?: Severity;
  /** Why: shown beside each finding that is switched off. @default - none */
  readonly reason?: string;
  /** The findings that are meant, by their subject; `*` is a wildcard: `repository orders-*`. @default - all */
  readonly only?: readonly string[];
}

/** Which rules are asked, and how bad their findings are. */
export interface RulesConfig {
  /** Rule id → its settings, each for its subjects. */
  readonly rules: Readonly<Record<string, readonly RuleSetting[]>>;
}
