import type { Examination } from "../doctor/examination";
import type { Gap, Input, Source } from "../model/access-model";
import type { Maybe } from "../policy/unknown";
import type { Difference } from "../expectation/expectation";
import type { CallProof, CellGroup, OperationId, Remedy, UnusedStatement } from "../proof/proof";
import type { RuleFinding } from "../rules/finding";
import type { Summary } from "./summary";
import type { KmsModel } from "../proof/proof";

/**
 * What `--format json` prints. Programs may rely on it: within one `formatVersion` fields are added, and none is renamed,
 * taken away or given another meaning.
 */
export interface JsonReport {
  readonly formatVersion: 1;
  readonly tool: { readonly name: "ecr-kms"; readonly version: string };
  /** What is deployed and what is wrong with it: of `ecr-kms doctor` alone. */
  readonly examination?: Examination;
  /** Which model `summary` counts by; `cells` have the answers of both. */
  readonly kmsModel: KmsModel;
  readonly summary: Summary;
  readonly inputs: readonly Input[];
  /** The rows. Elsewhere a principal is its index in this list. */
  readonly principals: readonly JsonPrincipal[];
  /** The columns. Elsewhere a repository is its index in this list. */
  readonly repositories: readonly JsonRepository[];
  /**
   * Each of `principals` with each of `repositories` has this answer, for the same reasons. Every cell is in exactly one
   * group per operation; a cell in none has no answer, because the question does not arise.
   */
  readonly cells: readonly JsonCells[];
  readonly findings: readonly RuleFinding[];
  /** Absent when nothing was expected. */
  readonly differences?: readonly Difference[];
  /** Statements that decided nothing. */
  readonly unused: readonly UnusedStatement[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}

/** A principal. */
export interface JsonPrincipal {
  readonly arn: string;
  readonly kind: "role" | "user" | "account" | "organization" | "lambda" | "service";
  readonly name: string;
  readonly accountId: string;
  readonly source?: Source;
}

/** A repository. */
export interface JsonRepository {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** The key that encrypts it, where it is one and known. */
  readonly keyArn?: Maybe<string>;
  readonly source?: Source;
}

/** Cells with the same answer and reasons. */
export interface JsonCells {
  readonly operation: OperationId;
  /** By what AWS documents. */
  readonly documented: CellGroup["cell"]["documented"];
  /** By the two-way model. */
  readonly twoWay: CellGroup["cell"]["twoWay"];
  /** Denied or unknown by either model although a document allows some of it. */
  readonly oneSided: boolean;
  readonly principals: readonly number[];
  readonly repositories: readonly number[];
  /** For one-sided cells: the reasons, told with the names of the first principal and repository. */
  readonly explanation?: JsonExplanation;
}

/** The reasons of an answer. */
export interface JsonExplanation {
  readonly calls: readonly CallProof[];
  readonly notes: readonly string[];
  readonly remedies: readonly Remedy[];
}
