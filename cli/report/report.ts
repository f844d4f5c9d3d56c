import type { Examination } from "../doctor/examination";
import type { Difference } from "../expectation/expectation";
import type { KmsModel } from "../proof/kms-model";
import type { AccessProof } from "../proof/proof";
import type { RuleFinding } from "../rules/finding";

/** What every format shows. */
export interface CheckReport {
  readonly proof: AccessProof;
  /** Which model decides: what AWS documents, or besides it the two-way model. */
  readonly kmsModel: KmsModel;
  readonly findings: readonly RuleFinding[];
  /** Absent when nothing was expected. */
  readonly differences?: readonly Difference[];
  /** What `ecr-kms doctor` found in what is deployed; absent in what `check` shows. */
  readonly examination?: Examination;
  /** The version of ecr-kms-cli. */
  readonly version: string;
}

/** The formats. */
export type Format = "table" | "json" | "markdown" | "sarif" | "html";
