const ECR_GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide";
const KMS_GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide";
const ECR_API = "https://docs.aws.amazon.com/AmazonECR/latest/APIReference";
const KMS_API = "https://docs.aws.amazon.com/kms/latest/APIReference";
const IAM_GUIDE = "https://docs.aws.amazon.com/IAM/latest/UserGuide";

/** The pages that the rules come from. */
export const PAGES = {
  encryption: `${ECR_GUIDE}/encryption-at-rest.html`,
  encryptionConfiguration: `${ECR_API}/API_EncryptionConfiguration.html`,
  repositoryPolicies: `${ECR_GUIDE}/repository-policies.html`,
  repositoryPolicyExamples: `${ECR_GUIDE}/repository-policy-examples.html`,
  tagMutability: `${ECR_GUIDE}/image-tag-mutability.html`,
  scanning: `${ECR_GUIDE}/image-scanning.html`,
  lifecycle: `${ECR_GUIDE}/LifecyclePolicies.html`,
  replication: `${ECR_GUIDE}/replication.html`,
  pullThroughCache: `${ECR_GUIDE}/pull-through-cache.html`,
  deleteRepository: `${ECR_API}/API_DeleteRepository.html`,
  rotation: `${KMS_GUIDE}/rotate-keys.html`,
  enableRotation: `${KMS_API}/API_EnableKeyRotation.html`,
  deletingKeys: `${KMS_GUIDE}/deleting-keys.html`,
  scheduleDeletion: `${KMS_API}/API_ScheduleKeyDeletion.html`,
  keyState: `${KMS_GUIDE}/key-state.html`,
  createKey: `${KMS_API}/API_CreateKey.html`,
  putKeyPolicy: `${KMS_API}/API_PutKeyPolicy.html`,
  defaultKeyPolicy: `${KMS_GUIDE}/key-policy-default.html`,
  keyPolicyOfServices: `${KMS_GUIDE}/key-policy-services.html`,
  keyPolicyOfOtherAccounts: `${KMS_GUIDE}/key-policy-modifying-external-accounts.html`,
  kmsPermissions: `${KMS_GUIDE}/kms-api-permissions-reference.html`,
  kmsConditions: `${KMS_GUIDE}/conditions-kms.html`,
  retiringGrants: `${KMS_GUIDE}/grant-delete.html`,
  kmsQuotas: `${KMS_GUIDE}/resource-limits.html`,
  iamPrincipals: `${IAM_GUIDE}/reference_policies_elements_principal.html`,
  iamPractices: `${IAM_GUIDE}/best-practices.html`,
  iamQuotas: `${IAM_GUIDE}/reference_iam-quotas.html`,
  evaluation: `${IAM_GUIDE}/reference_policies_evaluation-logic.html`,
} as const;
