import type { Assumption } from "../proof/assumptions";
import type { AccessProof } from "../proof/proof";
import type { RuleFinding } from "../rules/finding";
import type { Difference } from "./expectation";
import type { KmsModel } from "../proof/proof";

/** What was found out about a set of documents: who can do what, what is wrong, and what is not as expected. */
export interface Judgement {
  readonly proof: AccessProof;
  /** Which model decides: what AWS documents, or in addition to that the two-way model. */
  readonly kmsModel: KmsModel;
  readonly findings: readonly RuleFinding[];
  /** Absent when nothing was expected. */
  readonly differences?: readonly Difference[];
  /** What the file of expected access leaves out or accepts, each in a sentence. */
  readonly relaxations?: readonly string[];
  /** What the proof takes for granted. */
  readonly assumptions?: readonly Assumption[];
  /** The version of ecr-kms-cli. */
  readonly version: string;
}
