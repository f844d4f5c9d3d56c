import { and, first, is, match, not, present, resource, text } from "./terms";

/** Which service was called. */
export const SOURCE = text("eventSource");
/** Which call it was. */
export const NAME = text("eventName");
/** `2026-11-24T11:46:32Z` */
export const TIME = text("eventTime");
/** What CloudTrail names the event by. */
const EVENT = text("eventID");
/** The Region that was called. */
export const REGION = text("awsRegion");
/** From where; calls that came through a service of AWS say `AWS Internal` or the name of the service. */
export const ADDRESS = text("sourceIPAddress");
/** With what. */
export const AGENT = text("userAgent");
/** Present when the call failed. */
export const ERROR = text("errorCode");
/** What AWS said when it failed. */
export const MESSAGE = text("errorMessage");

/** Who called: the role of a session rather than the session; a service by its name where nobody else is known. */
export const PRINCIPAL = first(
  text("userIdentity.sessionContext.sessionIssuer.arn"),
  text("userIdentity.arn"),
  text("userIdentity.invokedBy"),
  text("userIdentity.principalId"),
  text("userIdentity.type"),
);

/** The name of a session: for an EC2 instance its id. */
const SESSION = match(text("userIdentity.principalId"), ":([^:]+)$");

const CALLER_ACCOUNT = "^arn:[a-z-]+:(?:iam|sts)::([0-9]{12}):";

/** The account of who called. */
export const ACCOUNT = first(
  text("userIdentity.accountId"),
  match(text("userIdentity.arn"), CALLER_ACCOUNT),
  match(text("userIdentity.sessionContext.sessionIssuer.arn"), CALLER_ACCOUNT),
);

/** The service that called, for itself or for somebody. */
export const INVOKED_BY = text("userIdentity.invokedBy");

/** The call did what it was for. */
export const SUCCEEDED = not(present(ERROR));

const ECR_ARN = "^arn:[a-z-]+:ecr:[a-z0-9-]*:[0-9]*:repository/";
/** The repository that an ECR event is about. */
const REPOSITORY_ARN = resource(ECR_ARN);

/** The account of a repository, in an ECR event. */
export const REGISTRY = first(
  text("requestParameters.registryId"),
  match(REPOSITORY_ARN, ":ecr:[a-z0-9-]*:([0-9]{12}):repository/"),
  text("recipientAccountId"),
);

/** The name of a repository, in an ECR event. */
export const REPOSITORY = first(
  text("requestParameters.repositoryName"),
  match(REPOSITORY_ARN, ":repository/([^ ]+)$"),
  text("serviceEventDetails.repositoryName"),
);

/** The tag that PutImage gave. */
export const PUSHED_TAG = first(text("requestParameters.imageTag"), text("responseElements.image.imageId.imageTag"));

/** The digest of what PutImage wrote. */
export const PUSHED_DIGEST = first(
  text("responseElements.image.imageId.imageDigest"),
  text("requestParameters.imageDigest"),
);

/** The key that a KMS event is about: what `keyId` says is the caller's way to name it. */
export const KEY_ARN = first(
  resource("^arn:[a-z-]+:kms:[a-z0-9-]*:[0-9]*:key/"),
  match(text("requestParameters.keyId"), "^(arn:[a-z-]+:kms:[a-z0-9-]*:[0-9]*:key/[^ ]+)$"),
  match(text("responseElements.keyId"), "^(arn:[a-z-]+:kms:[a-z0-9-]*:[0-9]*:key/[^ ]+)$"),
  text("requestParameters.keyId"),
  text("serviceEventDetails.keyId"),
);

/** The id of that key. */
export const KEY_ID = match(KEY_ARN, "(?:^|/)([^/:]+)$");

/** The call was one of ECR. */
export const OF_ECR = is(SOURCE, "ecr.amazonaws.com");
/** The call was one of KMS. */
export const OF_KMS = is(SOURCE, "kms.amazonaws.com");

/** Calls of ECR with these names that did what they were for. */
export function ecrCalls(...names: readonly string[]) {
  return and(is(NAME, ...names), OF_ECR, SUCCEEDED);
}

/** Who called, from where: what every row ends with. */
export const WHO = {
  principal: PRINCIPAL,
  session: SESSION,
  account: ACCOUNT,
  region: REGION,
  address: ADDRESS,
  agent: AGENT,
  event: EVENT,
};
