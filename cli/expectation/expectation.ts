import type { Party, PartyName } from "../proof/party";
import type { KmsModel, OperationId, Verdict } from "../proof/proof";
import type { KEY_OPERATIONS, NameableOperation, REPOSITORY_OPERATIONS } from "./nameable-operations";

/**
 * Intended access as data, and all of it: whoever has access to a repository or its key that stands nowhere here is a
 * difference, and so is what nobody knows. What narrows the comparison (`ignore`, `only`, `accept`) every report
 * repeats.
 */
export interface Expectation {
  /** The version of this format. @default 1 */
  readonly version?: 1;
  /** Which model must let the access through. @default "documented" */
  readonly kmsModel?: KmsModel;
  /**
   * Repository name (or ARN, where accounts have repositories of the same name) → operation → who. `"*"` stands for
   * each repository that is not named. @default - nobody has access
   */
  readonly repositories?: Readonly<Record<string, ExpectedAccess>>;
  /** Alias (`alias/ecr/registry`) or ARN of a key → operation → who. @default - what stands below repositories */
  readonly keys?: Readonly<Record<string, ExpectedKeyAccess>>;
  /** Who must not, whatever else is named: each of these, in the proof or not. @default - nobody */
  readonly never?: readonly NeverExpected[];
  /** Operations that are not compared. @default - none */
  readonly ignore?: readonly NameableOperation[];
  /** The repositories that are compared, by name or ARN; `*` is a wildcard. @default - all */
  readonly only?: readonly string[];
  /** What may stay unknown, each with its reason. @default - nothing */
  readonly accept?: readonly AcceptedGap[];
}

/**
 * Who may: the ARN of a role or user, an account id (for `pull-by-lambda` its functions), an organization, the ARN of a
 * project or application, or a party as the report's JSON names it.
 */
export type ExpectedEntry = string | PartyName;

/** Operation → who may. Whom an operation does not name nobody expects. */
export type ExpectedAccess = Readonly<
  Partial<Record<(typeof REPOSITORY_OPERATIONS)[number], readonly ExpectedEntry[]>>
>;

/** Operation → who may, for a key. */
export type ExpectedKeyAccess = Readonly<Partial<Record<(typeof KEY_OPERATIONS)[number], readonly ExpectedEntry[]>>>;

/** Access that must not exist. */
export interface NeverExpected {
  readonly principals: readonly ExpectedEntry[];
  /** @default - all that are compared */
  readonly repositories?: readonly string[];
  /** @default - all that are not ignored */
  readonly operations?: readonly NameableOperation[];
}

/** Something that is not known, and need not be. */
export interface AcceptedGap {
  /** The id that the report prints. */
  readonly gap: string;
  /** Why it need not be known; the report repeats it. */
  readonly reason: string;
}

/** What a difference is about where it is about everything: a gap of the inputs may give any access. */
export const EVERYTHING = "*";

/**
 * One difference between what is intended and what is: each of `principals`, each of `operations` and each of
 * `repositories`. `principal`, `operation` and `repository` are the first of each.
 */
export interface Difference {
  /** Who: as the expectation names them, or the words of a party. */
  readonly principal: string;
  /** All of them, the first included. */
  readonly principals: readonly string[];
  /** Which repository; of a key that encrypts none its name, of a gap `*`. */
  readonly repository: string;
  /** All of them, the first included. */
  readonly repositories: readonly string[];
  /** What they want to do; of a gap `*`. */
  readonly operation: OperationId | typeof EVERYTHING;
  /** All of them, the first included; empty for a gap. */
  readonly operations: readonly OperationId[];
  /** What was intended. */
  readonly expected: "allowed" | "denied";
  /** `missing`: the principal or repository does not occur in the inputs. */
  readonly actual: Verdict | "missing";
  /** One sentence for people, with the call and the document that decide. */
  readonly message: string;
  /** The party, where it is not a row of the proof. */
  readonly party?: Party;
  /** The key, where the file names it. */
  readonly key?: string;
  /** For what is not known: the id by which `accept` names it, the same in every run. Absent for what is known. */
  readonly gap?: string;
  /** Where `never` names them: expecting them elsewhere in the file changes nothing. */
  readonly never?: true;
  /** Indexes into the proof, where both occur. */
  readonly at?: {
    /** Index into `proof.principals`. */
    readonly principal: number;
    /** Index into `proof.repositories`. */
    readonly repository: number;
  };
}

/** Proved access beside intended access. */
export interface Comparison {
  /** What differs; empty when nothing does. */
  readonly differences: readonly Difference[];
  /** What the file leaves out or accepts, each in a sentence: the report repeats it. */
  readonly relaxations: readonly string[];
}
