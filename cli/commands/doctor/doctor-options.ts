import type { AwsOptions } from "../../toolkit/aws/aws-options";
import type { Format } from "../../report/report";
import type { Severity } from "../../rules/finding";
import type { KmsModel } from "../../proof/proof";

/** What `ecr-kms doctor` was asked, as the command line gives it. */
export interface DoctorOptions extends AwsOptions {
  /** Names or ARNs; with `permissions`, ARNs of keys may be among them. */
  readonly repositories: readonly string[];
  readonly also: readonly string[];
  /** Names or ARNs of roles and users that are asked about, besides those that documents name. */
  readonly principal: readonly string[];
  readonly permissions?: boolean;
  readonly expect?: string;
  readonly explain?: readonly string[];
  readonly format: Format;
  readonly output?: string;
  readonly config?: string;
  readonly kmsModel?: KmsModel;
  readonly failOn?: Severity;
  readonly color?: boolean;
}
