import type { CreationTemplateSettings } from "../creation-template/config";
import type { Grantee } from "../grantees/grantee";
import type { Partition } from "../aws/partition";
import type { PrincipalStrategy } from "../grantees/principal-clauses";

/** One upstream registry that is cached. The names are those of `aws_ecr_pull_through_cache_rule`. */
export interface PullThroughCacheRule {
  /**
   * The upstream registry, without `https://`: `public.ecr.aws`, `registry.k8s.io`, `quay.io`, `registry-1.docker.io`
   * (Docker Hub), `ghcr.io`, `registry.gitlab.com`, `cgr.dev` (Chainguard), `<registry>.azurecr.io` or
   * `<account>.dkr.ecr.<region>.amazonaws.com`.
   */
  readonly upstreamRegistryUrl: string;
  /**
   * The ARN of the Secrets Manager secret with the credentials of the upstream: its name begins with
   * `ecr-pullthroughcache/`, and it is in the account and Region of the registry. Never the credentials themselves.
   * Needed for Docker Hub, GitHub, GitLab, Azure and Chainguard. @default - none
   */
  readonly credentialArn?: string;
  /** Caches only what is below this prefix of the upstream. @default - everything (`ROOT`) */
  readonly upstreamRepositoryPrefix?: string;
  /** The ARN of an existing role with which ECR reads an upstream that is ECR itself. @default - such a role is made */
  readonly customRoleArn?: string;
  /**
   * Who may pull through the cache: accounts, roles, users, organizations. Whoever may, brings whatever the upstream
   * offers into the registry. @default - nobody besides the registry account, whose IAM policies decide
   */
  readonly pull?: readonly Grantee[];
}

/** What `PullThroughCache` is given, as plain data. */
export interface PullThroughCacheConfig {
  /** The Region of registry and key. AWS has no pull-through cache in China and in GovCloud (US). */
  readonly region: string;
  /** The partition that ARNs are written with. @default - the partition of the Region */
  readonly partition?: Partition;
  /** The account that owns the registry: 12 digits. */
  readonly registryAccountId: string;
  /** The account that owns the key: 12 digits. @default - the registry account */
  readonly keyAccountId?: string;
  /** The full ARN of the key that encrypts every cached repository. */
  readonly keyArn: string;
  /** What the names of the cached repositories begin with (2 to 30 characters, or `"ROOT"`) → what is cached there. */
  readonly rules: Readonly<Record<string, PullThroughCacheRule>>;
  /**
   * How cached repositories are kept. @default - immutable tags: what was pulled first under a tag stays, and ECR does
   * not update it when the upstream moves the tag. For a cache that follows: `{ imageTagMutability: "MUTABLE" }`
   */
  readonly repository?: Omit<CreationTemplateSettings, "repositoryPolicy">;
  /** How roles and users are named in policies. @default "arn-condition" */
  readonly principalStrategy?: PrincipalStrategy;
  /**
   * Whether the component makes the policy of the registry, so that those in `pull` may make repositories and import
   * images. A registry has one such policy for each Region, and making it replaces what it was.
   * @default false: the statements are an output, to be put into the policy of the registry
   */
  readonly manageRegistryPolicy?: boolean;
}
