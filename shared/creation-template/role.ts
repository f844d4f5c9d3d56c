import { grantForEcr } from "../policies/conditions";
import type { RegistryLocation } from "../aws/arn";
import type { CreationTemplateConfig } from "./config";
import { policyDocument } from "../policies/document";
import { allow, mergeConditions } from "../policies/statement";
import { repositoriesBelow } from "../aws/repository-prefix";
import type { PlannedServiceRole } from "../policies/service-role";
import { trustOf } from "../policies/service-role";
import type { IdentityPolicyStatement } from "../policies/statement";

/** The name of the role of a template, unless it is given: IAM has one list of roles for all Regions. */
export function templateRoleName({ prefix, region, roleName }: CreationTemplateConfig): string {
  // No prefix holds a "+", so that two prefixes never share a role.
  return roleName ?? `ecr-template-${region}-${typeof prefix === "string" ? prefix.replaceAll("/", "+") : ""}`;
}

/**
 * The role with which ECR makes the repositories of a template, and asks KMS for the two grants of each. AWS documents
 * the actions on every resource; here they are confined to the repositories below the prefix and to the key, and grants
 * to those that ECR itself makes.
 *
 * The two actions for policies stand only where the template sets one: AWS's page does not list them, users of
 * templates have needed them.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-custom.html
 */
export function templateRole(config: CreationTemplateConfig, location: RegistryLocation): PlannedServiceRole {
  const { prefix, keyArn, lifecyclePolicy, repositoryPolicy } = config;
  const repositories = repositoriesBelow(location, prefix);
  const actions = [
    "ecr:CreateRepository",
    ...(lifecyclePolicy === undefined ? [] : ["ecr:PutLifecyclePolicy"]),
    "ecr:ReplicateImage",
    ...(repositoryPolicy === undefined ? [] : ["ecr:SetRepositoryPolicy"]),
    "ecr:TagResource",
  ];
  const belowPrefix = { StringLike: { "kms:EncryptionContext:aws:ecr:arn": repositories } };
  return {
    name: templateRoleName(config),
    trustPolicy: trustOf("ecr.amazonaws.com"),
    policy: policyDocument<IdentityPolicyStatement>([
      allow("MakeRepositories", actions, [repositories]),
      allow("MakeEcrGrants", ["kms:CreateGrant"], [keyArn], mergeConditions(grantForEcr(location), belowPrefix)),
      allow("DescribeKeyAndRetireGrants", ["kms:DescribeKey", "kms:RetireGrant"], [keyArn]),
    ]),
  };
}
