const INTEREST =
  /^aws_(kms_|ecr_|iam_(policy|role|user|group)|organizations_|caller_identity$|partition$|region$|lambda_function$)/;
/** These decide about nothing, and what they hold is mostly secret. */
const SECRET =
  /^aws_(kms_(secrets?|ciphertext|public_key|custom_key_store)|ecr_authorization_token|iam_user_(login_profile|ssh_key))$/;
const NOWHERE = /^aws_(iam_policy_document|partition|region|caller_identity)$/;
const GLOBAL = /^aws_(iam_|organizations_)/;

/** Whether anything about access to repositories can depend on resources of this type. */
export function isOfInterest(type: string): boolean {
  return INTEREST.test(type) && !SECRET.test(type);
}

/** Whether a data source reads nothing that lies in an account, so that it does not matter which is written to it. */
export function isNowhere(type: string): boolean {
  return NOWHERE.test(type);
}

/** Whether resources of this type belong to an account but to no Region. */
export function isGlobal(type: string): boolean {
  return GLOBAL.test(type);
}

/**
 * Attributes whose text is a policy: what they say is what the command is there for, even where it is marked sensitive.
 */
export function isPolicyText(attribute: string): boolean {
  return /(^|_)(policy|json)$/.test(attribute) || attribute.endsWith("_policy_documents") || attribute === "content";
}
