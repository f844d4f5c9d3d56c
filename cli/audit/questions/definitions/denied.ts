import { LOST_KMS, LOST_READS } from "../cannot-tell";
import { CALLER, PLACE, WHEN, column } from "../columns";
import { AROUND_ECR, CONTEXT_REPOSITORY } from "../encryption-context";
import { ERROR, KEY_ARN, MESSAGE, OF_ECR, OF_KMS, REGION, REGISTRY, REPOSITORY, TIME, WHO } from "../fields";
import type { Definition } from "../language";
import { and, choose, first, match, or, present } from "../terms";
import { CALL, IS_KMS_ERROR, IS_REFUSED, NAMED_BY, PERMISSION, REFUSED_ON, WHY } from "../why-denied";

// What was refused may have no request parameters: the message names the resource too.
const IN_MESSAGE = match(MESSAGE, "(arn:[a-z-]+:ecr:[a-z0-9-]*:[0-9]{12}:repository/[a-z0-9._/-]*[a-z0-9])");
const KEY_IN_MESSAGE = match(MESSAGE, "(arn:[a-z-]+:kms:[a-z0-9-]*:[0-9]{12}:key/[a-z0-9-]+)");

const PLACE_OF = {
  registry: first(
    CONTEXT_REPOSITORY.registry,
    match(IN_MESSAGE, ":([0-9]{12}):repository/"),
    choose([{ when: OF_ECR, then: REGISTRY }]),
  ),
  name: first(REPOSITORY, CONTEXT_REPOSITORY.name, match(IN_MESSAGE, ":repository/(.+)$")),
};
const KEY = first(KEY_ARN, KEY_IN_MESSAGE);

const VALUES = {
  time: TIME,
  call: CALL,
  error: ERROR,
  permission: PERMISSION,
  named: NAMED_BY,
  why: WHY,
  registry: PLACE_OF.registry,
  repository: PLACE_OF.name,
  key: KEY,
  resource: REFUSED_ON,
  message: MESSAGE,
  ...WHO,
};

/** What was refused around ECR: a row for each call. */
export const DENIED: Definition = {
  id: "denied",
  title: { start: "What was denied on", anything: "ECR and its keys" },
  takes: ["repository", "key", "principal", "account", "since", "until"],
  parts: [
    { kind: "ecr", where: and(OF_ECR, or(IS_REFUSED, IS_KMS_ERROR)), values: VALUES },
    { kind: "kms", where: and(OF_KMS, present(ERROR)), unlessKey: AROUND_ECR, values: VALUES },
  ],
  columns: [
    WHEN,
    column("call", "Call"),
    column("error", "Error"),
    column("permission", "Missing permission"),
    column("named", "Named by"),
    column("why", "Why"),
    ...PLACE,
    column("key", "Key", "arn"),
    column("resource", "On", "arn"),
    column("message", "Message"),
    ...CALLER,
  ],
  groupBy: ["principal", "account", "error", "permission", "why", "registry", "repository", "key"],
  timelineBy: "error",
  subject: {
    repository: { ...PLACE_OF, region: REGION },
    key: { id: match(KEY, "(?:^|/)([^/:]+)$"), region: REGION },
    eitherIsEnough: true,
  },
  cannotTell: [
    "The missing permission is the one that AWS's message names; where it names none (Named by = the call), it is derived from the name of the call.",
    "Without a key, KMS calls are here only if they concern ECR by their encryption context, grantee or calling service. A refused call may carry none of these: with --key, every refused call on the key is here.",
    "A refused KMS call across accounts is logged in the caller's account only.",
    "How a pull fails in CloudTrail while the key cannot be used is not documented; layers are read from S3 with a signed address, and such reads are not ECR events.",
    "Requests without valid credentials, and `docker login` itself, are not refused by these calls and are not here.",
    LOST_READS,
    LOST_KMS,
  ],
};
