/**
 * Moving a repository onto a KMS key, as functions: the same as `ecr-kms migrate`.
 *
 * @module ecr-kms-cli/migrate
 */
export { connect } from "./toolkit/aws/connect";
export type { AwsOptions } from "./toolkit/aws/aws-options";
export type { AwsSession, AwsSessions } from "./toolkit/aws/aws-session";
export { InputError, type Problem } from "./toolkit/input-error";

export type {
  MigrationPlan,
  PlannedDestination,
  PlannedManifest,
  PlannedSource,
  Reference,
  Totals,
  TouchingRule,
} from "./migrate/migration-plan";
export { planMigration, type PlanOptions, type PlanQuestion } from "./migrate/plan/plan-migration";
export { readPlan } from "./migrate/plan/read-plan";
export { planText } from "./migrate/plan/plan-text";

export type { RegistryAddress } from "./migrate/registry-address";
export { copyImages } from "./migrate/copy/copy-images";
export type { CopierName, CopyOptions, CopyProgress, CopyResult, Share } from "./migrate/copy/copy-options";
export { CopyError } from "./migrate/copy/copy-error";
export { verifyCopy, type Difference, type VerifyOptions } from "./migrate/copy/verify-copy";
export { prepareCopy, type PreparedCopy } from "./migrate/destination/prepare-copy";

export { checkCutover, type CutoverCheck, type RecentPull } from "./migrate/cutover/check-cutover";
export type { CutoverDifference } from "./migrate/cutover/compare-images";
export { deleteSource, type DeleteAnswer, type DeleteQuestion } from "./migrate/cutover/delete-source";
export { pulumiChanges, type PulumiChanges } from "./migrate/cutover/pulumi-changes";
export { terraformChanges, type TerraformChanges } from "./migrate/cutover/terraform-changes";
