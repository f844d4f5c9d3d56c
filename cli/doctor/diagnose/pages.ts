import { PAGES as RULE_PAGES } from "../../rules/pages";

const ECR_GUIDE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide";
const KMS_GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide";
const KMS_API = "https://docs.aws.amazon.com/kms/latest/APIReference";

/** The pages that the diagnoses come from. */
export const PAGES = {
  ...RULE_PAGES,
  encryption: `${ECR_GUIDE}/encryption-at-rest.html`,
  cloudTrail: `${ECR_GUIDE}/logging-using-cloudtrail.html`,
  importing: `${KMS_GUIDE}/importing-keys.html`,
  customKeyStores: `${KMS_GUIDE}/custom-key-store-overview.html`,
  awsManagedKeys: `${KMS_GUIDE}/concepts.html`,
  grants: `${KMS_GUIDE}/grants.html`,
  cancelDeletion: `${KMS_API}/API_CancelKeyDeletion.html`,
  revokeGrant: `${KMS_API}/API_RevokeGrant.html`,
} as const;
