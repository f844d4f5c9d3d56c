import type { Encryption } from "../model/access-model";
import { hasUnknown, isUnknown } from "../policy/unknown";
import { repositoryRule } from "./define-rule";
import { PAGES } from "./pages";

/**
 * An id or alias where the ARN belongs. High: AWS answers with the ARN, so every later plan wants to replace the
 * repository, and one careless apply loses the images. (Terraform's `kms_key` forces replacement; AWS's API itself
 * takes all three forms.)
 */
export const KEY_REFERENCE_NOT_ARN = repositoryRule(
  {
    id: "key-reference-not-arn",
    title: "A repository names its key by the key's ARN.",
    severity: "high",
    see: PAGES.encryptionConfiguration,
    elsewhere: {},
    why: "ECR accepts an id or an alias and reports the ARN. Terraform and Pulumi see a difference on every run, and the only way to apply it is to replace the repository, with all its images.",
    fix: "Give the key's ARN: aws_kms_key.<name>.arn, or target_key_arn of an alias.",
  },
  ({ encryption }) => {
    const form = wrongForm(encryption);
    if (form === undefined) return undefined;
    const { reference } = encryption;
    const by = reference === undefined ? `by ${form}` : `by ${form} (${reference})`;
    return {
      message: `Its key is named ${by}; ECR reports the ARN, so every later plan replaces the repository.`,
      ...(reference !== undefined && IS_RESOURCE.test(reference)
        ? { hint: `Write ${withArn(reference)} instead.` }
        : {}),
    };
  },
);

/** A key of another Region: ECR refuses it, so the deployment fails. */
export const KEY_IN_ANOTHER_REGION = repositoryRule(
  {
    id: "key-in-another-region",
    title: "The key of a repository is in the repository's Region.",
    severity: "high",
    see: PAGES.encryptionConfiguration,
    elsewhere: {},
    why: "ECR takes keys of its own Region only: making the repository fails.",
    fix: "Give the ARN of a key in the repository's Region.",
  },
  ({ region, encryption: { keyArn } }) => {
    if (keyArn === undefined || hasUnknown(keyArn) || hasUnknown(region)) return undefined;
    const keyRegion = /^arn:[\w-]+:kms:([\w-]+):/.exec(keyArn)?.[1];
    return keyRegion === undefined || keyRegion === region
      ? undefined
      : { message: `The repository is in ${region}, its key in ${keyRegion}.` };
  },
);

const KEY_ARN = /^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/;
const ALIAS = /(^|:)alias\//;
const REFERENCE_TO_ALIAS =
  /\baws_kms_alias\..*\.(arn|id|name|target_key_id)$|\bdata\.aws_kms_alias\..*\.(arn|id|name|target_key_id)$/;
/** Not a variable or a local value, of which nobody knows another attribute. */
const IS_RESOURCE = /(^|\.)aws_kms_\w+\./;
const REFERENCE_TO_ID = /\.(key_id|keyId|id)$/;

function wrongForm({ type, written, reference }: Encryption): string | undefined {
  if (type === "AES256") return undefined;
  if (reference !== undefined && REFERENCE_TO_ALIAS.test(reference)) return "an alias";
  if (reference !== undefined && REFERENCE_TO_ID.test(reference)) return "its id";
  // An unknown text can be an ARN as well as anything else.
  if (written === undefined || isUnknown(written) || hasUnknown(written) || KEY_ARN.test(written)) return undefined;
  // The AWS managed key has a finding of its own.
  if (/(^|:)alias\/aws\//.test(written)) return undefined;
  return ALIAS.test(written) ? "an alias" : "its id";
}

/** The reference to write instead. */
function withArn(reference: string): string {
  return reference.replace(/\.(\w+)$/, REFERENCE_TO_ALIAS.test(reference) ? ".target_key_arn" : ".arn");
}
