/**
 * The rules of `ecr-kms check` for programs of CDKTF and CDK Terrain. Neither is needed to load it.
 *
 * @module ecr-kms-cli/cdktf
 */
export { EcrKmsCompliance, type EcrKmsComplianceOptions } from "./compliance/cdktf/ecr-kms-compliance";
export type { ConstructLike, NodeLike, StackLike } from "./compliance/cdktf/construct-types";
export type { ComplianceOptions } from "./compliance/options";
export type { RuleSetting } from "./rules/rules-config";
export type { Severity } from "./rules/finding";
export { InputError, type Problem } from "./toolkit/input-error";
