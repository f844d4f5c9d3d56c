import type { OperationId, Verdict } from "../proof/proof";
import type { KmsModel } from "../proof/proof";

/**
 * Intended access as data. For each repository and operation that is named, exactly these principals may, and everybody
 * else in the proof may not; an operation that is not named is not asked about.
 */
export interface Expectation {
  /** Which model must let the access through. @default "documented" */
  readonly kmsModel?: KmsModel;
  /** Repository name (or ARN, where accounts have repositories of the same name) → operation → who. */
  readonly repositories: Readonly<Record<string, ExpectedAccess>>;
  /** Who must not, whatever else is named: each of these, in the proof or not. @default - nobody */
  readonly never?: readonly NeverExpected[];
}

/** Operation → who may: role or user ARNs, account ids (for `pull-by-lambda` always), organizations. */
export type ExpectedAccess = Readonly<Partial<Record<OperationId, readonly string[]>>>;

/** Access that must not exist. */
export interface NeverExpected {
  readonly principals: readonly string[];
  /** @default - all */
  readonly repositories?: readonly string[];
  /** @default - all */
  readonly operations?: readonly OperationId[];
}

/** One difference between what is intended and what is. */
export interface Difference {
  /** Who: as the expectation names them. */
  readonly principal: string;
  /** Which repository. */
  readonly repository: string;
  /** What they want to do. */
  readonly operation: OperationId;
  /** What was intended. */
  readonly expected: "allowed" | "denied";
  /** `missing`: the principal or repository does not occur in the inputs. */
  readonly actual: Verdict | "missing";
  /** One sentence for people, with the call and the document that decide. */
  readonly message: string;
  /** Indexes into the proof, where both occur. */
  readonly at?: {
    /** Index into `proof.principals`. */
    readonly principal: number;
    /** Index into `proof.repositories`. */
    readonly repository: number;
  };
}
