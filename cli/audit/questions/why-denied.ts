import { ERROR, MESSAGE, NAME, OF_ECR, SOURCE } from "./fields";
import { and, choose, first, joined, literal, match, matches, meaning, present } from "./terms";

/** AWS refused for lack of a permission. */
export const IS_REFUSED = matches(ERROR, "AccessDenied|Unauthorized|NotAuthorized");
/** ECR could not use a key, and passes on what KMS said. */
export const IS_KMS_ERROR = matches(ERROR, "^(?:KMS|Kms)");

const SERVICE = match(SOURCE, "^([a-z0-9-]+)[.]amazonaws[.]com");
/** `ecr:PutImage` */
export const CALL = joined(SERVICE, literal(":"), NAME);

const NAMED = match(MESSAGE, "not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)");
/** What is missing: as AWS names it, else the name of the call, which most permissions have. */
export const PERMISSION = first(NAMED, choose([{ when: IS_REFUSED, then: CALL }]));
/** Who says so. */
export const NAMED_BY = choose([
  { when: present(NAMED), then: literal("AWS") },
  { when: present(PERMISSION), then: literal("the call") },
]);

/** What it was refused on. */
export const REFUSED_ON = match(MESSAGE, "on resource: ([^ ]+)");

// `because no identity-based policy allows`, `with an explicit deny in a service control policy`
const POLICY = match(MESSAGE, "(?:because no|explicit deny in an?) ([A-Za-z -]*?(?:policy|policies|boundary))");

const KMS_ERRORS = {
  DisabledException: "The key is disabled: what it encrypts is out of reach until it is enabled.",
  KMSInvalidStateException: "The state of the key allows no use: pending deletion, or its key store is out of reach.",
  NotFoundException: "The key, alias or grant does not exist in this account and Region.",
  KeyUnavailableException: "KMS could not reach the key; the call can be tried again.",
  DependencyTimeoutException: "KMS timed out; the call can be tried again.",
  KMSInternalException: "KMS failed; the call can be tried again.",
  InvalidGrantTokenException: "The grant token is not valid.",
  InvalidGrantIdException: "The id of the grant is not valid.",
  LimitExceededException: "A quota of KMS is used up.",
  IncorrectKeyException: "It was encrypted with another key.",
  InvalidCiphertextException: "It was not encrypted with this key in this encryption context.",
  InvalidKeyUsageException: "The key is not made for this operation.",
  ThrottlingException: "KMS had too many requests.",
};

/** Why, as far as AWS says it. */
export const WHY = first(
  choose([
    {
      when: matches(MESSAGE, "explicit deny"),
      then: first(joined(literal("Denied explicitly in: "), POLICY), literal("A policy denies it explicitly.")),
    },
    {
      when: and(matches(MESSAGE, "because no "), present(POLICY)),
      then: joined(literal("Nothing allows it in: "), POLICY),
    },
    { when: IS_REFUSED, then: literal("AWS does not say which policy.") },
    {
      when: and(OF_ECR, matches(MESSAGE, "[Dd]isabled")),
      then: literal("ECR could not use the key, which is disabled."),
    },
    {
      when: and(OF_ECR, matches(MESSAGE, "pending deletion")),
      then: literal("ECR could not use the key, which is pending deletion."),
    },
    { when: and(OF_ECR, IS_KMS_ERROR), then: literal("ECR could not use the key.") },
  ]),
  meaning(ERROR, KMS_ERRORS),
);
