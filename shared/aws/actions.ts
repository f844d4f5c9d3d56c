/**
 * Named action sets. Each says which AWS page (or which AWS-owned policy) it comes from.
 */

/**
 * What a principal needs on a repository to push.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 */
export const PUSH_ACTIONS = Object.freeze([
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
] as const);

/**
 * What a principal needs on a repository to pull.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ECR_on_EKS.html
 */
export const PULL_ACTIONS = Object.freeze([
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
] as const);

/** What AWS Lambda needs to fetch an image. @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html */
export const LAMBDA_ACTIONS = Object.freeze(["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const);

/** Logging in to a registry. Has no resource type: identity policies only, on `*`. */
export const LOGIN_ACTIONS = Object.freeze(["ecr:GetAuthorizationToken"] as const);

/**
 * Creating and managing a repository: what Terraform and Pulumi call, and nothing that reads or writes images.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */
export const MANAGE_REPOSITORY_ACTIONS = Object.freeze([
  "ecr:CreateRepository",
  "ecr:DeleteLifecyclePolicy",
  "ecr:DeleteRepository",
  "ecr:DeleteRepositoryPolicy",
  "ecr:DescribeRepositories",
  "ecr:GetLifecyclePolicy",
  "ecr:GetRepositoryPolicy",
  "ecr:ListTagsForResource",
  "ecr:PutImageScanningConfiguration",
  "ecr:PutImageTagMutability",
  "ecr:PutLifecyclePolicy",
  "ecr:SetRepositoryPolicy",
  "ecr:TagResource",
  "ecr:UntagResource",
] as const);

/**
 * The three KMS actions that the two-way model gives to pushers and pullers. AWS itself documents none of them for
 * pushing or pulling (see docs/kms-model.md).
 */
export const USE_KEY_ACTIONS = Object.freeze(["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"] as const);

/**
 * Managing a key without using it for cryptography: no `Create*` (it would cover `CreateGrant`) and no `RevokeGrant`
 * (revoking ECR's grants makes images unreadable).
 *
 * @see
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
export const ADMINISTER_KEY_ACTIONS = Object.freeze([
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:DescribeKey",
  "kms:DisableKey",
  "kms:DisableKeyRotation",
  "kms:EnableKey",
  "kms:EnableKeyRotation",
  "kms:GetKeyPolicy",
  "kms:GetKeyRotationStatus",
  "kms:ListGrants",
  "kms:ListKeyPolicies",
  "kms:ListKeyRotations",
  "kms:ListResourceTags",
  "kms:PutKeyPolicy",
  "kms:RotateKeyOnDemand",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:UpdateAlias",
  "kms:UpdateKeyDescription",
] as const);

/** What creating a key needs, and has no key to name yet. */
export const CREATE_KEY_ACTIONS = Object.freeze(["kms:CreateKey", "kms:ListAliases", "kms:ListKeys"] as const);

/** The operations of the grants that ECR makes for each repository. */
export const ECR_GRANT_OPERATIONS = Object.freeze(["Decrypt", "GenerateDataKey"] as const);

/**
 * What whoever pulls through a cache needs to bring in what is not cached yet: the repository, if it is new, and the
 * image.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
export const PULL_THROUGH_ACTIONS = Object.freeze(["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"] as const);

/**
 * What the owner of an upstream that is ECR grants to the account that caches.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
export const READ_UPSTREAM_ACTIONS = Object.freeze([
  "ecr:BatchGetImage",
  "ecr:BatchImportUpstreamImage",
  "ecr:GetDownloadUrlForLayer",
  "ecr:GetImageCopyStatus",
] as const);

/**
 * What the role needs with which ECR copies from another registry of ECR.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-private.html
 */
export const COPY_UPSTREAM_ACTIONS = Object.freeze([
  "ecr:BatchGetImage",
  "ecr:BatchImportUpstreamImage",
  "ecr:CompleteLayerUpload",
  "ecr:GetDownloadUrlForLayer",
  "ecr:GetImageCopyStatus",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
] as const);
