import type { RepositoryPolicy } from "../policies/document";
import type { Partition } from "../aws/partition";
import type { RepositorySettings } from "../repository/settings";

/** On which occasions ECR makes a repository from a template. `CREATE_ON_PUSH` needs version 6 of the AWS provider. */
export const APPLIED_FOR = Object.freeze(["PULL_THROUGH_CACHE", "REPLICATION", "CREATE_ON_PUSH"] as const);

/** One of `APPLIED_FOR`. */
export type AppliedFor = (typeof APPLIED_FOR)[number];

/** How the repositories of a template are kept. The names are those of `aws_ecr_repository_creation_template`. */
export interface CreationTemplateSettings extends Pick<
  RepositorySettings,
  "imageTagMutability" | "imageTagMutabilityExclusionFilters" | "lifecyclePolicy" | "encryptionType"
> {
  /** What the template is for, up to 255 characters. @default - says that ecr-kms made it, and for which prefix */
  readonly description?: string;
  /** The policy of every repository. @default - none: the registry account's IAM policies decide */
  readonly repositoryPolicy?: RepositoryPolicy;
  /** The tags of every repository. @default - none */
  readonly resourceTags?: Readonly<Record<string, string>>;
}

/** A repository creation template, as plain data. */
export interface CreationTemplateConfig extends CreationTemplateSettings {
  /**
   * What the names of the repositories begin with, without a slash at its end; `"ROOT"` for all that no template names.
   */
  readonly prefix: string;
  /** On which occasions the template applies: at least one. */
  readonly appliedFor: readonly AppliedFor[];
  /** The Region of registry and key. */
  readonly region: string;
  /** The partition that ARNs are written with. @default - the partition of the Region */
  readonly partition?: Partition;
  /** The account that owns the registry: 12 digits. */
  readonly registryAccountId: string;
  /** The account that owns the key: 12 digits. @default - the registry account */
  readonly keyAccountId?: string;
  /** The full ARN of the key: a template takes neither alias nor id. */
  readonly keyArn: string;
  /**
   * The name of the role with which ECR makes the repositories.
   * @default - `ecr-template-`, the Region, `-`, and the prefix with `+` for `/`
   */
  readonly roleName?: string;
}
