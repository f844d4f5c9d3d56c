import type { RegistryLocation } from "../aws/arn";
import { deepFreeze } from "../base/canonical";
import { checkCreationTemplate } from "./check";
import type { AppliedFor, CreationTemplateConfig } from "./config";
import { APPLIED_FOR } from "./config";
import { templateRole } from "./role";
import { requireConfig } from "../findings/checks";
import type { RepositoryPolicy } from "../policies/document";
import { policyDocument } from "../policies/document";
import type { EncryptionConfiguration } from "../aws/encryption-configuration";
import { encryptionConfiguration } from "../aws/encryption-configuration";
import { FindingList } from "../findings/findings";
import { lifecyclePolicyText } from "../repository/lifecycle/text";
import { partitionOf } from "../aws/partition";
import type { ResolvedRepositorySettings } from "../repository/settings";
import { resolveRepositorySettings } from "../repository/settings";
import type { PlannedServiceRole } from "../policies/service-role";
import { roleArn } from "../policies/service-role";
import type { RepositoryPolicyStatement } from "../policies/statement";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** A template to make, with its role. */
export interface PlannedCreationTemplate {
  /** What the names of the repositories begin with, or `"ROOT"`. */
  readonly prefix: string;
  /** On which occasions the template applies, always in the same order. */
  readonly appliedFor: readonly AppliedFor[];
  /** The ARN that `role` will have. */
  readonly customRoleArn: string;
  /** What the template is for. */
  readonly description: string;
  /** How every repository is encrypted. */
  readonly encryptionConfiguration: EncryptionConfiguration;
  /** Whether a pushed tag stays what it is. */
  readonly imageTagMutability: ResolvedRepositorySettings["imageTagMutability"];
  /** Tags for which the opposite holds; absent where there are none. */
  readonly imageTagMutabilityExclusionFilters?: NonNullable<
    ResolvedRepositorySettings["imageTagMutabilityExclusionFilters"]
  >;
  /** The text of the policy; absent where images are kept forever. */
  readonly lifecyclePolicy?: string;
  /** The policy of every repository; absent where none was given. */
  readonly repositoryPolicy?: RepositoryPolicy;
  /** The tags of every repository; absent where none were given. */
  readonly resourceTags?: Readonly<Record<string, string>>;
  /** The role that ECR assumes. */
  readonly role: PlannedServiceRole;
}

/**
 * A repository creation template whose repositories are encrypted with a key, and the role that it needs for that.
 * Without a template, the repositories that replication and pull-through cache make are not encrypted with KMS.
 *
 * @throws PolicyError with every finding, INVALID_REPOSITORY_PREFIX and INVALID_KEY_ARN among them
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create.html
 * @example
 * ```ts
 * planCreationTemplate({
 *   prefix: "team", appliedFor: ["REPLICATION"], region: "us-east-1", registryAccountId, keyArn,
 * });
 * // { prefix: "team", appliedFor: ["REPLICATION"],
 * //   customRoleArn: "arn:aws:iam::123456789012:role/ecr-template-us-east-1-team", …
 * //   encryptionConfiguration: { encryptionType: "KMS", kmsKey: keyArn }, imageTagMutability: "IMMUTABLE",
 * //   role: { name: "ecr-template-us-east-1-team", trustPolicy: { … }, policy: { … } } }
 * ```
 */
export function planCreationTemplate(
  config: CreationTemplateConfig,
  isUnresolved: IsUnresolved = allResolved,
): PlannedCreationTemplate {
  const findings = new FindingList();
  requireConfig(config, "the creation template");
  checkCreationTemplate(config, { findings, isUnresolved });
  findings.throwIfAny("the creation template");
  return creationTemplateOf(config);
}

/** The same for a configuration that `checkCreationTemplate` found nothing wrong with. */
export function creationTemplateOf(config: CreationTemplateConfig): PlannedCreationTemplate {
  const { prefix, appliedFor, registryAccountId, keyArn, repositoryPolicy, resourceTags } = config;
  const settings = resolveRepositorySettings(config);
  const { imageTagMutabilityExclusionFilters, lifecyclePolicy } = settings;
  const location = locationOf(config);
  const role = templateRole(config, location);
  const chosen = APPLIED_FOR.filter((occasion) => appliedFor.includes(occasion));
  return deepFreeze({
    prefix,
    appliedFor: chosen,
    customRoleArn: roleArn(location.partition, registryAccountId, role.name),
    description: config.description ?? `Encrypts the repositories of ${prefix} with KMS (ecr-kms)`,
    encryptionConfiguration: encryptionConfiguration(keyArn, settings.encryptionType),
    imageTagMutability: settings.imageTagMutability,
    ...(imageTagMutabilityExclusionFilters === undefined ? {} : { imageTagMutabilityExclusionFilters }),
    ...(lifecyclePolicy === undefined ? {} : { lifecyclePolicy: lifecyclePolicyText(lifecyclePolicy) }),
    ...(repositoryPolicy === undefined ? {} : { repositoryPolicy: copyOf(repositoryPolicy) }),
    ...(resourceTags === undefined ? {} : { resourceTags: { ...resourceTags } }),
    role,
  });
}

function locationOf({ region, partition, registryAccountId }: CreationTemplateConfig): RegistryLocation {
  return { partition: partition ?? partitionOf(region), region, registryAccountId };
}

/** What the caller gave stays theirs: only the copy is frozen. */
function copyOf(policy: RepositoryPolicy): RepositoryPolicy {
  return policyDocument(JSON.parse(JSON.stringify(policy.Statement)) as readonly RepositoryPolicyStatement[]);
}
