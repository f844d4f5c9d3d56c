import type { AccessModel, Principal, Repository, Source } from "../model/access-model";
import type { StatementJson } from "../policy/policy-json";
import type { Party, PartyBeyond, PartyCells, PartyName } from "./party";

/**
 * Which account of how ECR uses keys decides: what AWS documents, or the two-way model, by which callers need KMS
 * permissions besides.
 */
export type KmsModel = "documented" | "two-way";

/** What somebody may want to do with a repository or its key. */
export type OperationId =
  "create-repository" | "push" | "pull" | "delete-repository" | "administer-key" | "pull-by-lambda";

/** The operations, in the order in which they are shown. */
export const OPERATIONS: readonly OperationId[] = [
  "create-repository",
  "push",
  "pull",
  "delete-repository",
  "administer-key",
  "pull-by-lambda",
];

/**
 * - `allowed`, `denied`: follows from what the inputs say;
 * - `unknown`: depends on something that they do not say;
 * - `none`: the question does not arise (nobody creates a repository in another account; only Lambda pulls as Lambda).
 */
export type Verdict = "allowed" | "denied" | "unknown" | "none";

/** The answer for one principal, repository and operation. */
export interface Cell {
  /**
   * By what AWS documents: ECR uses the grants made when the repository was created. The answer unless asked otherwise.
   */
  readonly documented: Verdict;
  /** By the two-way model: besides, the caller itself needs KMS permissions, in the key policy and in IAM. */
  readonly twoWay: Verdict;
  /**
   * Denied (by what AWS documents, or else by the two-way model) although a document already allows some of it: most
   * likely a mistake. A denial that no document says anything about is no access, as intended.
   */
  readonly oneSided: boolean;
  /**
   * For `administer-key`, where it is denied as a whole: whether one call that does harm (`kms:PutKeyPolicy`,
   * `kms:ScheduleKeyDeletion`, `kms:DisableKey`) goes through all the same. Absent where none does.
   */
  readonly harm?: "allowed" | "unknown";
}

/** An API call that AWS makes or checks for an operation. */
export interface Call {
  /** `ecr:PutImage`, `kms:CreateGrant`. */
  readonly action: string;
  /** The ARN, or `*`. */
  readonly resource: string;
  /** `documented`: AWS's pages ask for it. `two-way`: the two-way model asks for it besides. */
  readonly neededBy: KmsModel;
  /** The page that says so. */
  readonly see: string;
  /** The condition context that the call is judged with. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** The kinds of document that take part in a decision. */
export type DocumentKind =
  | "identity"
  | "permissions-boundary"
  | "service-control-policy"
  | "resource-control-policy"
  | "repository-policy"
  | "registry-policy"
  | "key-policy"
  | "grant";

/** A document that took part in a decision. */
export interface DocumentRef {
  /** What kind of document it is. */
  readonly kind: DocumentKind;
  /** `repository policy of orders`. For one that does not exist: what it would be called. */
  readonly name: string;
  /** Where it was read; absent where it does not exist. */
  readonly source?: Source;
}

/** One statement of a document, and why it did not decide when it nearly did. */
export interface StatementRef {
  /** Counted from 0. */
  readonly index: number;
  /** Its `Sid`; absent where it has none. */
  readonly sid?: string;
  /**
   * For a near miss, in plain words: `condition StringEquals kms:ViaService asks for "s3.us-east-1.amazonaws.com", the
   * call has "ecr.us-east-1.amazonaws.com"`. Absent where it did decide.
   */
  readonly missed?: string;
}

/** What one document says to one call. */
export interface Opinion {
  /** The document. */
  readonly document: DocumentRef;
  /** What its statements say to the call. */
  readonly says: "allows" | "denies" | "nothing" | "unknown";
  /** Whether the call fails for want of this document's Allow, or because of its Deny. */
  readonly decisive: boolean;
  /**
   * The statements by which it says so: those that deny, else those that allow; where that is unknown, those that may.
   */
  readonly statements: readonly StatementRef[];
  /** Where this document lacks an Allow: statements for this action that fail to match. */
  readonly nearMisses: readonly StatementRef[];
}

/** A statement to add to (or change in) a document, ready to paste. */
export interface Remedy {
  /** The document to change. */
  readonly document: DocumentRef;
  /** `Add this statement to the repository policy of orders.` */
  readonly text: string;
  /** Absent where no statement helps: a Deny to take away, a key to enable. */
  readonly statement?: StatementJson;
}

/** The decision about one call. */
export interface CallProof {
  /** The call. */
  readonly call: Call;
  /** Whether it goes through. */
  readonly verdict: "allowed" | "denied" | "unknown";
  /** One sentence that says why. */
  readonly because: string;
  /** For a call that is unknown: what would have to be known. Absent for others. */
  readonly unknowns?: readonly string[];
  /** What each document says to it. */
  readonly opinions: readonly Opinion[];
  /** For a denial: what would fix it. */
  readonly remedies: readonly Remedy[];
}

/** All that led to one cell. */
export interface Explanation {
  /** Who. */
  readonly principal: Principal;
  /** Which repository. */
  readonly repository: Repository;
  /** What they want to do. */
  readonly operation: OperationId;
  /** The answer. */
  readonly cell: Cell;
  /** The calls that AWS makes for it, each with its decision. */
  readonly calls: readonly CallProof[];
  /** Beside documents: the key is disabled, the key's state is not known and was taken to be enabled. */
  readonly notes: readonly string[];
  /** The remedies of all its calls together: statements for one document are put into one. */
  readonly remedies: readonly Remedy[];
}

/** Cells that have the same reasons. */
export interface CellGroup {
  readonly operation: OperationId;
  readonly cell: Cell;
  /** Indexes into the proof's principals and repositories: each of these with each of those. */
  readonly principals: readonly number[];
  readonly repositories: readonly number[];
}

/** Who can do what with which repository. */
export interface AccessProof {
  /** The model, completed by those whom its documents name. */
  readonly model: AccessModel;
  /** The rows. */
  readonly principals: readonly Principal[];
  /** The columns. */
  readonly repositories: readonly Repository[];
  /** The answer in a row and a column. */
  cell(principal: number, repository: number, operation: OperationId): Cell;
  /** Works out the reasons of a cell again, with its own names. */
  explain(principal: number, repository: number, operation: OperationId): Promise<Explanation>;
  /** The cells that are not `none`, put together where the reasons are the same. */
  readonly groups: readonly CellGroup[];
  /** Everybody else who has access: beside the rows, nobody. */
  readonly parties: readonly Party[];
  /** What they may do, and with which repositories. */
  readonly partyCells: readonly PartyCells[];
  /**
   * Who has access beside the roles and users that are rows, and beside those expected. `own-account` is never among
   * them.
   *
   * @param expected - Whom somebody expects, rows that are accounts, organizations and services included.
   */
  partiesBeyond(
    repository: number,
    operation: OperationId,
    kmsModel: KmsModel,
    expected: readonly PartyName[],
  ): readonly PartyBeyond[];
  /** Allow statements of repository and key policies that can be shown to give nobody anything, by document. */
  readonly unused: readonly UnusedStatement[];
  /** How much work it was. */
  readonly effort: {
    /** Answers that were given. */
    readonly cells: number;
    /** Calls that these were judged by, one that occurs again included. */
    readonly decisions: number;
    /** How many of these were different questions. */
    readonly distinct: number;
  };
}

/** A statement that changes no answer. */
export interface UnusedStatement {
  readonly document: DocumentRef;
  readonly statement: StatementRef;
}
