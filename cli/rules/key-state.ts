import { isUnknown } from "../policy/unknown";
import { keyRule } from "./define-rule";
import { PAGES } from "./pages";
import { repositoriesOf } from "./subjects";
import { listWords } from "../toolkit/list-words";
import type { Key } from "../model/access-model";
import type { RuleInput } from "./finding";

/** High: ECR cannot use the key, so making a repository with it fails. Nothing is lost by it. */
export const KEY_NOT_SYMMETRIC = keyRule(
  {
    id: "key-not-symmetric",
    title: "The key of a repository is symmetric and made for encryption.",
    severity: "high",
    see: PAGES.createKey,
    elsewhere: {},
    why: "AWS services encrypt with symmetric keys only: making a repository with another key fails.",
    fix: "Use a key with key_usage ENCRYPT_DECRYPT and customer_master_key_spec SYMMETRIC_DEFAULT, which are the defaults.",
  },
  ({ keySpec, keyUsage }) => {
    const wrong = [
      ...(isUnknown(keySpec) || keySpec === "SYMMETRIC_DEFAULT" ? [] : [`the key spec ${keySpec}`]),
      ...(isUnknown(keyUsage) || keyUsage === "ENCRYPT_DECRYPT" ? [] : [`the usage ${keyUsage}`]),
    ];
    return wrong.length === 0 ? undefined : { message: `It has ${listWords(wrong)}; ECR cannot use it.` };
  },
);

/**
 * Critical: nobody can push or pull while it lasts. It ends when the key is enabled again.
 * Elsewhere: checkov's KMSKeyIsEnabled.py.
 */
export const KEY_DISABLED = keyRule(
  {
    id: "key-disabled",
    title: "The key of a repository is enabled.",
    severity: "critical",
    see: PAGES.keyState,
    elsewhere: { checkov: ["CKV_AWS_227"] },
    why: "A disabled key refuses every cryptographic operation and every grant: images can be neither pushed nor pulled, and no repository be made.",
    fix: "Enable the key; with Terraform, remove is_enabled = false.",
  },
  (key, input) =>
    key.state === "Disabled"
      ? { message: `It is disabled, so nobody can push or pull images of ${encryptedBy(key, input)}.` }
      : undefined,
);

/**
 * Critical: when the waiting period ends, the images are lost for good. Elsewhere:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html, Prowler's metadata of the check.
 */
export const KEY_PENDING_DELETION = keyRule(
  {
    id: "key-pending-deletion",
    title: "The key of a repository is not waiting for its deletion.",
    severity: "critical",
    see: PAGES.deletingKeys,
    elsewhere: { securityHub: ["KMS.3"], prowler: ["kms_cmk_not_deleted_unintentionally"] },
    why: "When the waiting period ends, everything that is encrypted with the key is unrecoverable; until then it refuses all use.",
    fix: "Cancel the deletion (aws kms cancel-key-deletion) and enable the key, unless its images are meant to be lost.",
  },
  (key, input) =>
    key.state === "PendingDeletion"
      ? { message: `It is waiting for its deletion; with it, the images of ${encryptedBy(key, input)} are lost.` }
      : undefined,
);

function encryptedBy(key: Key, { model }: RuleInput): string {
  const repositories = repositoriesOf(key, model);
  if (repositories.length === 0) return "its repositories";
  return repositories.length > 3
    ? `${repositories.length} repositories`
    : `${repositories.length === 1 ? "repository" : "repositories"} ${listWords(repositories.map(({ name }) => name))}`;
}
