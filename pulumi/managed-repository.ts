import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { RepositoryToMake } from "../shared/plans";
import { policyJson } from "../shared";
import type { CommonArgs, ProtectionArgs, Transform } from "./options";
import { protectedChild, tagsOf, transformed } from "./options";
import type { Planned } from "./planned";
import { part } from "./planned";

/** The resources of a repository that can be changed. */
export interface RepositoryTransforms {
  /** Changes each repository. @default - as planned */
  readonly repository?: Transform<aws.ecr.RepositoryArgs>;
  /** Changes the policy of each repository. @default - as planned */
  readonly repositoryPolicy?: Transform<aws.ecr.RepositoryPolicyArgs>;
  /** Changes the lifecycle policy of each repository. @default - as planned */
  readonly lifecyclePolicy?: Transform<aws.ecr.LifecyclePolicyArgs>;
}

/** How one repository is made. */
export interface ManagedRepositoryOptions extends CommonArgs, ProtectionArgs {
  readonly parent: pulumi.ComponentResource;
  readonly keyArn: pulumi.Input<string>;
  readonly transform?: RepositoryTransforms | undefined;
}

/** A repository as other resources see it. */
export interface RepositoryAttributes {
  /** The ARN of the repository. */
  readonly repositoryArn: pulumi.Output<string>;
  /** Its name. */
  readonly repositoryName: pulumi.Output<string>;
  /** What images are pushed to and pulled from: `<account>.dkr.ecr.<region>.amazonaws.com/<name>`. */
  readonly repositoryUrl: pulumi.Output<string>;
  /** The id of the registry: its account. */
  readonly registryId: pulumi.Output<string>;
}

/**
 * Makes every planned repository with its policies.
 *
 * @returns Repository name → its attributes.
 */
export function manageRepositories(
  name: string,
  plan: Planned<{ readonly repositories: readonly RepositoryToMake[] }>,
  options: ManagedRepositoryOptions,
): Readonly<Record<string, RepositoryAttributes>> {
  const made = plan.structure.repositories.map(({ name: repositoryName }, index) => {
    const repository = part(plan, ({ repositories }) => repositories[index] as RepositoryToMake);
    return [repositoryName, manageRepository(`${name}-${repositoryName}`, repository, options)] as const;
  });
  return Object.fromEntries(made);
}

/** Makes one planned repository with its policies. */
export function manageRepository(
  name: string,
  plan: Planned<RepositoryToMake>,
  options: ManagedRepositoryOptions,
): RepositoryAttributes {
  const { parent, keyArn, transform = {} } = options;
  const { structure } = plan;
  const repository = new aws.ecr.Repository(
    `${name}-repository`,
    transformed<aws.ecr.RepositoryArgs>(
      {
        name: plan.leaf((repo) => repo.name),
        encryptionConfigurations: [
          { encryptionType: plan.leaf(({ settings }) => settings.encryptionType), kmsKey: keyArn },
        ],
        imageTagMutability: plan.leaf(({ settings }) => settings.imageTagMutability),
        ...(structure.settings.imageTagMutabilityExclusionFilters
          ? { imageTagMutabilityExclusionFilters: plan.leaf(exclusionsOf) }
          : {}),
        imageScanningConfiguration: { scanOnPush: plan.leaf(({ settings }) => settings.scanOnPush) },
        forceDelete: plan.leaf(({ settings }) => settings.forceDelete),
        ...tagsOf(options),
      },
      transform.repository,
    ),
    protectedChild(parent, options),
  );
  if (structure.policy) {
    const policy = plan.value((repo) => policyJson(repo.policy ?? { Version: "2012-10-17", Statement: [] }));
    const args = { repository: repository.name, policy };
    new aws.ecr.RepositoryPolicy(
      `${name}-policy`,
      transformed<aws.ecr.RepositoryPolicyArgs>(args, transform.repositoryPolicy),
      { parent },
    );
  }
  if (structure.settings.lifecyclePolicy !== undefined) {
    const args = { repository: repository.name, policy: plan.leaf(({ settings }) => settings.lifecyclePolicy ?? "") };
    const transformedArgs = transformed<aws.ecr.LifecyclePolicyArgs>(args, transform.lifecyclePolicy);
    new aws.ecr.LifecyclePolicy(`${name}-lifecycle-policy`, transformedArgs, { parent });
  }
  return {
    repositoryArn: repository.arn,
    repositoryName: repository.name,
    repositoryUrl: repository.repositoryUrl,
    registryId: repository.registryId,
  };
}

function exclusionsOf({
  settings: { imageTagMutabilityExclusionFilters: filters = [] },
}: RepositoryToMake): aws.types.input.ecr.RepositoryImageTagMutabilityExclusionFilter[] {
  return filters.map((filter) => ({ ...filter }));
}
