/**
 * What whoever pulls through a cache needs to bring in what is not cached yet: the repository, if it is new, and the image.
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
