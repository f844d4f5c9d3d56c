import fc from "fast-check";
import type { CloudTrailEvent, Json } from "../../../../cli/audit/cloudtrail-event";
import type { Asked, QuestionId } from "../../../../cli/audit/question";
import { QUESTIONS } from "../../../../cli/audit/question";
import { DEFINITIONS } from "../../../../cli/audit/questions/definitions";
import { KEY, KEY_ID, OTHER_KEY, context, repositoryArn } from "../fixtures/calls";
import { ALICE, CI, HUB, NODE, ROOT, SPOKE, SPOKE_NODE, service } from "../fixtures/identities";
import { digest, eventId } from "../fixtures/record";

const REPOSITORIES = ["orders", "team/orders"];
const TAGS = ["1", "2", "it's"];
const DIGESTS = [1, 2, 3].map(digest);
// Few, so that many events are in the same second.
const TIMES = ["10-01T08:00:00", "10-01T08:00:01", "10-02T00:00:00", "10-05T12:00:00", "11-03T00:00:00"].map(
  (time) => `2026-${time}Z`,
);

const ODD: readonly Json[] = [null, "", 7, true, [], {}, ["1"], { imageTag: "1" }, "true", "7", "a\"b\\c'd\u00e9/\n"];

/** Mostly what belongs there. */
function mostly(...values: readonly Json[]): fc.Arbitrary<Json> {
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...values) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  );
}

const image = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ imageTag: mostly(...TAGS), imageDigest: mostly(...DIGESTS) }, { requiredKeys: [] }),
  },
  { weight: 1, arbitrary: fc.constantFrom(...ODD) },
);
const manifest = fc.oneof(
  fc.constantFrom("{", "", "[]", "null", '{"manifests":{}}'),
  fc
    .array(fc.record({ digest: mostly(...DIGESTS) }, { requiredKeys: [] }), { maxLength: 2 })
    .map((manifests) => JSON.stringify({ mediaType: "index", manifests })),
);

const request = fc.record(
  {
    registryId: mostly(HUB, SPOKE),
    repositoryName: mostly(...REPOSITORIES),
    imageIds: fc.oneof(
      { weight: 8, arbitrary: fc.array(image, { maxLength: 3 }) },
      { weight: 1, arbitrary: fc.constantFrom(...ODD) },
    ),
    imageTag: mostly(...TAGS),
    imageDigest: mostly(...DIGESTS),
    imageManifest: manifest,
    layerDigest: mostly(...DIGESTS),
    keyId: mostly(KEY, KEY_ID, "alias/ecr"),
    grantId: mostly("grant-1"),
    granteePrincipal: mostly("ecr.us-east-1.amazonaws.com", "arn:aws:iam::111122223333:role/x"),
    pendingWindowInDays: mostly(7, 30),
    encryptionContext: mostly(...REPOSITORIES.map((name) => context(name, digest(1)))),
    constraints: mostly(...REPOSITORIES.map((name) => ({ encryptionContextSubset: context(name, digest(2)) }))),
  },
  { requiredKeys: [] },
);

const resources = fc.array(
  fc.constantFrom<Json>(
    { ARN: KEY, accountId: HUB, type: "AWS::KMS::Key" },
    { ARN: OTHER_KEY },
    { ARN: repositoryArn("orders"), accountId: HUB },
    { ARN: repositoryArn("team/orders", SPOKE) },
    { ARN: "arn:aws:kms:us-east-1:111122223333:alias/ecr" },
    { accountId: HUB },
  ),
  { maxLength: 3 },
);

const CALLS: readonly (readonly [string, string])[] = [
  ...[
    "BatchGetImage",
    "BatchGetImage",
    "PutImage",
    "PutImage",
    "GetDownloadUrlForLayer",
    "BatchDeleteImage",
    "SetRepositoryPolicy",
  ].map((name) => ["ecr", name] as const),
  ...["CreateRepository", "PutRegistryPolicy", "DescribeImages"].map((name) => ["ecr", name] as const),
  ...["Decrypt", "GenerateDataKey", "CreateGrant", "RetireGrant", "DisableKey", "PutKeyPolicy"].map(
    (name) => ["kms", name] as const,
  ),
  ["sts", "AssumeRole"],
];

const MESSAGES = [
  `User: x is not authorized to perform: ecr:PutImage on resource: ${repositoryArn("orders")} because no identity-based policy allows the ecr:PutImage action`,
  "User: x is not authorized to perform: kms:Decrypt with an explicit deny in a service control policy",
  `${KEY} is disabled.`,
  "odd ' message \" with\nlines",
];

/** Events that mean something now and then, with many of the same second and many odd values. */
export const randomEvents: fc.Arbitrary<readonly CloudTrailEvent[]> = fc
  .array(
    fc.record({
      call: fc.constantFrom(...CALLS),
      time: fc.constantFrom(...TIMES),
      by: fc.constantFrom(ALICE, CI, NODE, ROOT, SPOKE_NODE, service("ecr.amazonaws.com"), service("AWS Internal"), {}),
      region: fc.constantFrom("us-east-1", "us-east-1", "eu-west-1"),
      request: fc.option(request, { freq: 8 }),
      response: fc.option(
        mostly({ image: { imageId: { imageDigest: digest(1), imageTag: "1" } } }, { grantId: "grant-2" }),
      ),
      resources: fc.option(resources),
      error: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.constantFrom("AccessDenied", "KmsException", "DisabledException", "ImageNotFoundException", ""),
        },
      ),
      message: fc.constantFrom(...MESSAGES),
      more: fc.constantFrom(
        {},
        { recipientAccountId: HUB },
        { additionalEventData: { grantId: "grant-3" } },
        { additionalEventData: null },
      ),
    }),
    { minLength: 20, maxLength: 40 },
  )
  .map((calls) =>
    calls.map(
      ({ call: [source, eventName], time, by, region, request, response, resources, error, message, more }, index) => ({
        eventVersion: "1.11",
        userIdentity: by,
        eventTime: time,
        eventSource: `${source}.amazonaws.com`,
        eventName,
        awsRegion: region,
        sourceIPAddress: "AWS Internal",
        userAgent: "aws-cli",
        ...(error === undefined ? {} : { errorCode: error, errorMessage: message }),
        requestParameters: request as Json,
        responseElements: response,
        ...(resources === null ? {} : { resources }),
        eventID: eventId(index),
        ...more,
      }),
    ),
  );

/** Questions with everything that narrows them there or not. */
export function randomAsked(id: QuestionId): fc.Arbitrary<Asked> {
  const all = {
    repository: fc.constantFrom(
      "orders",
      "team/orders",
      `${HUB}/orders`,
      repositoryArn("orders"),
      repositoryArn("team/orders", SPOKE),
    ),
    image: fc.constantFrom("1", "2", ...DIGESTS),
    key: fc.constantFrom(KEY, KEY_ID),
    principal: fc.constantFrom("role/eks-node", "alice", "it's nobody"),
    account: fc.constantFrom(HUB, SPOKE),
    since: fc.constantFrom("2026-10-01", "2026-10-01T08:00:01Z", "2026-10-31T08:00:01Z"),
    until: fc.constantFrom("2026-11-03T00:00:01Z", "2026-12-01"),
  };
  const taken = Object.fromEntries(
    Object.entries(all).filter(([name]) => DEFINITIONS[id].takes.includes(name as keyof typeof all)),
  );
  return fc
    .record(
      Object.fromEntries(
        Object.entries(taken).map(([name, values]) => [
          name,
          fc.oneof(
            { weight: 2, arbitrary: fc.constant(undefined) },
            { weight: 1, arbitrary: values as fc.Arbitrary<string> },
          ),
        ]),
      ),
    )
    .map((narrowed) => ({
      id,
      ...Object.fromEntries(Object.entries(narrowed).filter(([, value]) => value !== undefined)),
    }));
}

/** Any question. */
export const anyAsked: fc.Arbitrary<Asked> = fc.constantFrom(...QUESTIONS).chain(randomAsked);
