import type { RegistryLocation } from "../aws/arn";
import { repositoryArn } from "../aws/arn";
import { ECR_GRANT_OPERATIONS } from "../aws/actions";
import { ecrViaService } from "../aws/partition";
import type { Condition } from "./statement";

/** Only requests that ECR of this Region makes for the caller. */
export function viaEcr(region: string): Condition {
  return { StringEquals: { "kms:ViaService": ecrViaService(region) } };
}

/**
 * Only the grants that ECR makes when a repository of this registry is created: by an AWS service, through ECR, bound
 * to the repository's encryption context, for two operations. The shape is that of AWS's own managed policy.
 *
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSTransformApplicationECSDeploymentPolicy.html
 */
export function grantForEcr(location: RegistryLocation): Condition {
  return {
    Bool: { "kms:GrantIsForAWSResource": "true" },
    "ForAllValues:StringEquals": { "kms:GrantOperations": [...ECR_GRANT_OPERATIONS] },
    StringEquals: {
      "kms:GrantConstraintType": "EncryptionContextSubset",
      "kms:ViaService": ecrViaService(location.region),
    },
    StringLike: { "kms:EncryptionContext:aws:ecr:arn": repositoryArn(location, "*") },
  };
}
