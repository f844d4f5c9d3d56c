import type { Examination } from "../doctor/examination";
import type { Judgement } from "../expectation/judgement";

/** What every format shows. */
export interface CheckReport extends Judgement {
  /** What `ecr-kms doctor` found in what is deployed; absent in what `check` shows. */
  readonly examination?: Examination;
}

/** The formats. */
export type Format = "table" | "json" | "markdown" | "sarif" | "html";
