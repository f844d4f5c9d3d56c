import type { Severity } from "../../rules/finding";
import type { Format } from "../../report/report";
import type { KmsModel } from "../../proof/proof";

/** What `ecr-kms check` was asked, as the command line gives it. */
export interface CheckOptions {
  readonly inputs: readonly string[];
  /** The inputs to compare with. */
  readonly against?: readonly string[];
  readonly failOnNewAccess?: boolean;
  readonly expect?: string;
  /** Where what is there now is written as expected access. */
  readonly writeExpected?: string;
  /** With `writeExpected`: whether a file is overwritten and every AWS account is expected. */
  readonly force?: boolean;
  readonly explain?: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly config?: string;
  /** `123456789012` or `aws.hub=123456789012`, each. */
  readonly account: readonly string[];
  readonly region?: string;
  readonly kmsModel?: KmsModel;
  readonly failOn?: Severity;
  readonly color?: boolean;
}
