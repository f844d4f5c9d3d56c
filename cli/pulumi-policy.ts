/**
 * The rules of `ecr-kms check` for a Pulumi policy pack. `@pulumi/policy` is not needed to load it.
 *
 * @module ecr-kms-cli/pulumi-policy
 */
export { ecrKmsPolicies, type EcrKmsPoliciesOptions } from "./compliance/pulumi/policies";
export type { Levels } from "./compliance/pulumi/levels";
export type {
  EnforcementLevel,
  PolicyProvider,
  PolicyResource,
  PolicyStack,
  StackPolicy,
} from "./compliance/pulumi/policy-types";
export type { ComplianceOptions } from "./compliance/options";
export type { RuleSetting } from "./rules/rules-config";
export { InputError, type Problem } from "./toolkit/input-error";
