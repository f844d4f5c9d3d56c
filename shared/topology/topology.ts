import type { Grantee } from "../grantees/grantee";
import type { Partition } from "../aws/partition";
import type { PrincipalStrategy } from "../grantees/principal-clauses";

/**
 * How pushers and pullers get to the key.
 *
 * - `"key-policy"`: the two-way model. The key policy and the principal's IAM policy both allow Decrypt,
 *   GenerateDataKey and DescribeKey, each only through ECR.
 * - `"kms-grants"`: the two-way model with one KMS grant for each principal and repository in place of its lines in the
 *   key policy, bound to the encryption context of the repository: the way out when the key policy would grow over its
 *   limit. Grants need principals that exist, and organizations cannot hold one.
 * - `"ecr-grants-only"`: what AWS documents. ECR uses the two grants it makes when a repository is created, so pushers
 *   and pullers hold no KMS permission at all.
 *
 * docs/kms-model.md says when to choose which.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/grants.html
 */
export type KmsAccess = "key-policy" | "kms-grants" | "ecr-grants-only";

/** The choices of `kmsAccess`. */
export const KMS_ACCESS_MODELS: readonly KmsAccess[] = Object.freeze(["key-policy", "kms-grants", "ecr-grants-only"]);

/** Who may use one repository. */
export interface RepositoryAccess {
  /** Who may push images. Pushing does not include pulling. @default - nobody */
  readonly push?: readonly Grantee[];
  /** Who may pull images. @default - nobody */
  readonly pull?: readonly Grantee[];
  /** Ids of accounts whose Lambda functions run images of this repository. @default - none */
  readonly lambda?: readonly string[];
}

/** Who may do what with the repositories of one registry: the plain data that every document follows from. */
export interface RegistryTopology {
  /** The Region of registry and key, for example `"eu-central-1"`. */
  readonly region: string;
  /** The partition that ARNs are written with. @default - the partition of the Region */
  readonly partition?: Partition;
  /** The account that owns the repositories (the hub): 12 digits. */
  readonly registryAccountId: string;
  /** The account that owns the key: 12 digits. @default - the registry account */
  readonly keyAccountId?: string;
  /**
   * The alias of the shared key, with or without `alias/` in front (a value known only at deployment: with it).
   * @default "alias/ecr/registry"
   */
  readonly keyAlias?: string;
  /** Repository name → who may use it. */
  readonly repositories: Readonly<Record<string, RepositoryAccess>>;
  /**
   * Who creates and deletes repositories: principals of the registry account, usually the role that runs Terraform or
   * Pulumi. @default - the registry account, so that its IAM policies decide
   */
  readonly creators?: readonly Grantee[];
  /**
   * Who manages the key without using it for cryptography: principals of the key account.
   * @default - nobody besides the key account itself, whose IAM policies decide
   */
  readonly keyAdministrators?: readonly Grantee[];
  /** How pushers and pullers get to the key. @default "key-policy" */
  readonly kmsAccess?: KmsAccess;
  /** How roles and users are named in policies. @default "arn-condition" */
  readonly principalStrategy?: PrincipalStrategy;
  /**
   * How many grants one key may have: the quota "Grants per KMS key" of the key account, where it has been raised.
   * @default 50000
   * @see https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
   */
  readonly grantsPerKey?: number;
}
