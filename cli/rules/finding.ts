import type { AccessModel, Source } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import type { AccessProof } from "../proof/proof";

/** How bad it is, from images lost or open to strangers down to tidiness. */
export type Severity = "critical" | "high" | "medium" | "low";

/** The severities, worst first. */
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low"];

/** Checks of other tools that ask for the same. Only ids that were looked up in the tool's own catalogue. */
export interface SameCheckElsewhere {
  readonly securityHub?: readonly string[];
  readonly checkov?: readonly string[];
  readonly trivy?: readonly string[];
  readonly prowler?: readonly string[];
}

/** What a rule sees. Rules do no I/O: the same ones run in other tools. */
export interface RuleInput {
  readonly model: AccessModel;
  /** Absent where only the configuration is judged. */
  readonly proof?: AccessProof;
}

/** What a rule found, before the rule's own words are put to it. */
export interface Hit {
  /** What it is about, for people: `repository orders`, `key alias/ecr/registry`, `repository policy of orders`. */
  readonly subject: string;
  /** Where it was read; absent where no single place is meant. */
  readonly source?: Source;
  /** What is wrong. */
  readonly message: string;
  /** How to fix it. */
  readonly hint: string;
  /** Where one statement is meant. */
  readonly statement?: {
    /** Its place in the policy, counted from 0. */
    readonly index: number;
    /** Its `Sid`; absent where it has none. */
    readonly sid?: string;
  };
  /** What to write instead, ready to paste. Absent where there is nothing to paste. */
  readonly replacement?: StatementJson;
}

/** A rule. */
export interface Rule {
  /** Stable: users switch it off by this name. Kebab-case. */
  readonly id: string;
  /** One sentence: what must hold. */
  readonly title: string;
  readonly severity: Severity;
  /** The page that it comes from. */
  readonly see: string;
  readonly elsewhere: SameCheckElsewhere;
  find(input: RuleInput): readonly Hit[];
}

/** A finding as it is reported. */
export interface RuleFinding extends Hit {
  /** The id of the rule. */
  readonly rule: string;
  /** What must hold: one sentence. */
  readonly title: string;
  /** How bad it is, from the rule or the configuration. */
  readonly severity: Severity;
  /** The page that the rule comes from. */
  readonly see: string;
  /** The ids of the same check in other tools. */
  readonly elsewhere: SameCheckElsewhere;
  /**
   * Switched off in the configuration, with the reason given there: reported, and counted as nothing. Absent for one
   * that counts.
   */
  readonly suppressed?: string;
}
