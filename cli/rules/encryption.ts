import { isUnknown } from "../policy/unknown";
import { repositoryRule } from "./define-rule";
import { PAGES } from "./pages";
import { repositoryKey } from "./subjects";

/*
 * All three are high: encryption is fixed when a repository is made, and fixing it later means a new repository and a copy of
 * every image. They exclude each other.
 *
 * Elsewhere: https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html,
 * checkov's ECRRepositoryEncrypted.py (which asks for the type KMS only), trivy-checks' ecr/repository_customer_key.rego (which asks for a key too).
 */

/** The type AES256: the key is S3's, and nobody can audit or withdraw it. */
export const REPOSITORY_WITHOUT_CUSTOMER_KEY = repositoryRule(
  {
    id: "repository-without-customer-key",
    title: "A repository is encrypted with a KMS key.",
    severity: "high",
    see: PAGES.encryption,
    elsewhere: { securityHub: ["ECR.5"], checkov: ["CKV_AWS_136"], trivy: ["AWS-0033"] },
    why: "With AES256 there is no key whose use can be audited, limited or withdrawn. Encryption is fixed when the repository is made: later it takes a new repository and a copy of every image.",
    fix: "Set the encryption type KMS with the ARN of your key. An existing repository is replaced by that: copy its images to a new one first.",
  },
  ({ encryption }) => (encryption.type === "AES256" ? { message: "It is encrypted with AES256." } : undefined),
);

/** Type KMS without a key: ECR takes the AWS managed one, and Terraform shows no difference whatever stands there. */
export const KMS_WITHOUT_KEY_ARN = repositoryRule(
  {
    id: "kms-without-key-arn",
    title: "A repository with KMS encryption names its key.",
    severity: "high",
    see: PAGES.encryption,
    elsewhere: { securityHub: ["ECR.5"], trivy: ["AWS-0033"] },
    why: "Without a key ECR takes the AWS managed key aws/ecr, whose policy nobody can change. Terraform never reports it: for a left out kms_key it shows no difference, whichever key the repository has.",
    fix: "Write the ARN of your key as kms_key (in Pulumi: kmsKey).",
  },
  ({ encryption: { type, written, reference } }) =>
    (type === "KMS" || type === "KMS_DSSE") && written === undefined && reference === undefined
      ? { message: "It has KMS encryption and no key: ECR takes the AWS managed key aws/ecr." }
      : undefined,
);

/** The AWS managed key, named on purpose. */
export const KEY_AWS_MANAGED = repositoryRule(
  {
    id: "key-aws-managed",
    title: "The key of a repository is your own and not AWS managed.",
    severity: "high",
    see: PAGES.encryption,
    elsewhere: { securityHub: ["ECR.5"] },
    why: "The policy of aws/ecr cannot be changed, and the key can be neither disabled nor rotated at will: there is no control over who uses it.",
    fix: "Give the ARN of a key of your own. An existing repository is replaced by that: copy its images to a new one first.",
  },
  (repository, { model }) => {
    const { written, keyArn } = repository.encryption;
    const named = [written, keyArn].some(
      (text) => text !== undefined && !isUnknown(text) && /(^|:)alias\/aws\/ecr$/.test(text),
    );
    return named || repositoryKey(repository, model)?.manager === "aws"
      ? { message: "It is encrypted with the AWS managed key aws/ecr." }
      : undefined;
  },
);
