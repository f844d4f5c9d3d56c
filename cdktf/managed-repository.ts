import type { EcrLifecyclePolicyConfig } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import type { EcrRepositoryConfig } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import type { EcrRepositoryPolicyConfig } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import type { Construct } from "constructs";
import type { RepositoryToMake, ResolvedRepositorySettings } from "../shared/plans";
import { encryptionConfiguration } from "../shared";
import type { CommonProps, Transform } from "./options";
import { commonOf, protection, providerOf, transformed } from "./options";
import { policyText, terraformText } from "./policy-text";

/** The resources of a repository that can be changed. */
export interface RepositoryTransforms {
  /** Changes each repository. @default - as planned */
  readonly repository?: Transform<EcrRepositoryConfig>;
  /** Changes the policy of each repository. @default - as planned */
  readonly repositoryPolicy?: Transform<EcrRepositoryPolicyConfig>;
  /** Changes the lifecycle policy of each repository. @default - as planned */
  readonly lifecyclePolicy?: Transform<EcrLifecyclePolicyConfig>;
}

/** How one repository is made. */
export interface ManagedRepositoryOptions extends CommonProps {
  readonly keyArn: string;
  readonly deletionProtection?: boolean;
  readonly transform?: RepositoryTransforms | undefined;
}

/** A repository as other resources see it. */
export interface RepositoryAttributes {
  /** The ARN of the repository. */
  readonly repositoryArn: string;
  /** Its name. */
  readonly repositoryName: string;
  /** What images are pushed to and pulled from: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly repositoryUrl: string;
  /** The id of the registry: its account. */
  readonly registryId: string;
}

/** Makes one planned repository with its policies below `scope`. */
export function manageRepository(
  scope: Construct,
  plan: RepositoryToMake,
  options: ManagedRepositoryOptions,
): RepositoryAttributes {
  const { keyArn, transform = {} } = options;
  const { settings, policy } = plan;
  const repository = new EcrRepository(
    scope,
    "repository",
    transformed<EcrRepositoryConfig>(
      {
        name: plan.name,
        encryptionConfiguration: [encryptionConfiguration(keyArn, settings.encryptionType)],
        imageTagMutability: settings.imageTagMutability,
        ...exclusionsOf(settings),
        imageScanningConfiguration: { scanOnPush: settings.scanOnPush },
        forceDelete: settings.forceDelete,
        ...protection(options.deletionProtection),
        ...commonOf(options),
      },
      transform.repository,
    ),
  );
  const belonging = { repository: repository.name, ...providerOf(options) };
  if (policy) {
    const config = { ...belonging, policy: policyText(policy) };
    new EcrRepositoryPolicy(
      scope,
      "policy",
      transformed<EcrRepositoryPolicyConfig>(config, transform.repositoryPolicy),
    );
  }
  if (settings.lifecyclePolicy !== undefined) {
    const config = { ...belonging, policy: terraformText(settings.lifecyclePolicy) };
    new EcrLifecyclePolicy(
      scope,
      "lifecycle-policy",
      transformed<EcrLifecyclePolicyConfig>(config, transform.lifecyclePolicy),
    );
  }
  return attributesOf(repository);
}

/** Only what was asked for: older providers do not know the block. */
function exclusionsOf({
  imageTagMutabilityExclusionFilters: filters,
}: ResolvedRepositorySettings): Pick<EcrRepositoryConfig, "imageTagMutabilityExclusionFilter"> {
  return filters ? { imageTagMutabilityExclusionFilter: [...filters] } : {};
}

/** Each attribute is a token that is made, with a record of who made it, when it is read: most programs read few. */
function attributesOf(repository: EcrRepository): RepositoryAttributes {
  return {
    get repositoryArn() {
      return repository.arn;
    },
    get repositoryName() {
      return repository.name;
    },
    get repositoryUrl() {
      return repository.repositoryUrl;
    },
    get registryId() {
      return repository.registryId;
    },
  };
}
