import { LOST_KMS, SERVICE_CALLS } from "../cannot-tell";
import { CALLER, PLACE, WHEN, column } from "../columns";
import { AROUND_ECR, CONTEXT_OBJECT, CONTEXT_REPOSITORY } from "../encryption-context";
import { INVOKED_BY, KEY_ARN, KEY_ID, NAME, OF_KMS, REGION, SUCCEEDED, TIME, WHO } from "../fields";
import type { Definition } from "../language";
import { and, choose, is, literal, match, present, text } from "../terms";

/** What uses a key, makes somebody able to, or asks about it on the way. */
const OPERATIONS = [
  "Decrypt",
  "GenerateDataKey",
  "GenerateDataKeyWithoutPlaintext",
  "Encrypt",
  "ReEncrypt",
  "CreateGrant",
  "RetireGrant",
  "DescribeKey",
];

const CALLED_BY = choose(
  [
    { when: is(text("userIdentity.type"), "AWSService"), then: literal("service") },
    { when: present(INVOKED_BY), then: literal("principal through a service") },
  ],
  literal("principal"),
);

/** Who caused use of a key: a row for each KMS call. */
export const KEY_USAGE: Definition = {
  id: "key-usage",
  title: { start: "Who caused use of", anything: "keys of ECR", of: "keys for" },
  takes: ["key", "repository", "principal", "account", "since", "until"],
  parts: [
    {
      kind: "use",
      where: and(is(NAME, ...OPERATIONS), OF_KMS, SUCCEEDED),
      // Without a key, only what concerns ECR: the key of something else is used far more often.
      unlessKey: AROUND_ECR,
      values: {
        time: TIME,
        operation: NAME,
        key: KEY_ARN,
        registry: CONTEXT_REPOSITORY.registry,
        repository: CONTEXT_REPOSITORY.name,
        digest: match(CONTEXT_OBJECT, "(sha256:[0-9a-f]{64})$"),
        object: CONTEXT_OBJECT,
        caller: CALLED_BY,
        service: INVOKED_BY,
        ...WHO,
      },
    },
  ],
  columns: [
    WHEN,
    column("operation", "Operation"),
    column("key", "Key", "arn"),
    ...PLACE,
    column("digest", "Digest", "digest"),
    column("object", "Context aws:s3:arn", "arn"),
    column("caller", "Caller is"),
    column("service", "Through"),
    ...CALLER,
  ],
  groupBy: ["principal", "account", "caller", "operation", "key", "registry", "repository"],
  timelineBy: "operation",
  subject: { repository: CONTEXT_REPOSITORY, key: { id: KEY_ID, region: REGION } },
  cannotTell: [
    SERVICE_CALLS,
    "How often ECR asks KMS for a pull or a push is not documented: whether it keeps data keys, and how many calls a layer makes. The number of rows is not a number of pulls.",
    "The repository is the one of the encryption context (aws:ecr:arn); calls without that context have none. The digest is the end of aws:s3:arn, which is documented for manifests only.",
    LOST_KMS,
    "A KMS call across accounts is logged in the caller's and in the key's account: with logs of both it is two rows.",
  ],
};
