import * as fc from "fast-check";
import type { AccessModel, Key, Principal, Repository } from "../../../cli/model/access-model";
import type { ConditionJson, PrincipalJson, StatementJson } from "../../../cli/policy/policy-json";
import { unknown } from "../../../cli/policy/unknown";
import { HUB, KEY_ARN, REGION, SPOKE, document, key, model, principal, repository, role } from "./models";

const OTHER_KEY = `arn:aws:kms:${REGION}:${HUB}:key/99999999-1234-1234-1234-123456789012`;
const UNSEEN_KEY = `arn:aws:kms:${REGION}:${HUB}:key/77777777-1234-1234-1234-123456789012`;
const NAMES = ["app", "app2", "team/app", "application", "web"];
const PRINCIPALS = [
  role(HUB, "tf"),
  role(HUB, "ci"),
  role(HUB, "cd"),
  role(SPOKE, "ci"),
  role(SPOKE, "cx"),
  `arn:aws:iam::${SPOKE}:role/team/deploy`,
  `arn:aws:iam::${HUB}:user/ann`,
];

const someActions = fc.array(
  fc.constantFrom(
    "*",
    "ecr:*",
    "ecr:Batch*",
    "ecr:PutImage",
    "ecr:CreateRepository",
    "ecr:DeleteRepository",
    "ecr:GetAuthorizationToken",
    "ecr:GetDownloadUrlForLayer",
    "ecr:batchgetimage",
    "ecr:*Layer*",
    "kms:*",
    "kms:Decrypt",
    "kms:CreateGrant",
    "kms:DescribeKey",
    "kms:RetireGrant",
    "kms:PutKeyPolicy",
    "s3:GetObject",
    unknown("var.actions"),
  ),
  { minLength: 1, maxLength: 3 },
);
/** Operations need many actions: mostly all are there, so that the other elements decide. */
const actions = fc.oneof(
  { weight: 3, arbitrary: fc.constant(["ecr:*", "kms:*"]) },
  { weight: 1, arbitrary: someActions },
);
const resources = fc.array(
  fc.constantFrom(
    "*",
    ...NAMES.map((name) => `arn:aws:ecr:${REGION}:${HUB}:repository/${name}`),
    `arn:aws:ecr:${REGION}:${HUB}:repository/app*`,
    `arn:aws:ecr:*:${HUB}:repository/*`,
    `arn:aws:ecr:*:*:*`,
    `arn:aws:ecr:${REGION}:${HUB}:repo*`,
    `arn:aws:*:*:*:repository/app`,
    "arn:aws:s3:::bucket/*",
    KEY_ARN,
    OTHER_KEY,
    `arn:aws:kms:*:*:key/*`,
    `arn:aws:kms:${REGION}:${HUB}:*`,
    `arn:aws:ecr:${REGION}:${HUB}:repository/\${aws:PrincipalTag/team}/*`,
    `arn:aws:ecr:${REGION}:${HUB}:repository/${unknown("var.prefix")}`,
    unknown("aws_x.y.arn"),
    `arn:aws:ecr:${REGION}:\${aws:PrincipalAccount}:repository/app`,
  ),
  { minLength: 1, maxLength: 3 },
);
const conditions: fc.Arbitrary<ConditionJson | undefined> = fc.option(
  fc.constantFrom<ConditionJson>(
    { StringEquals: { "kms:ViaService": `ecr.${REGION}.amazonaws.com` } },
    { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
    { StringNotEquals: { "kms:ViaService": `ecr.${REGION}.amazonaws.com` } },
    { Bool: { "kms:GrantIsForAWSResource": "true" } },
    { StringLike: { "kms:EncryptionContext:aws:ecr:arn": `arn:aws:ecr:${REGION}:${HUB}:repository/app*` } },
    { StringEquals: { "kms:EncryptionContext:aws:ecr:arn": `arn:aws:ecr:${REGION}:${HUB}:repository/app` } },
    { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/c*` } },
    { ArnEquals: { "aws:PrincipalArn": [role(SPOKE, "ci"), role(HUB, "tf")] } },
    { StringLike: { "aws:PrincipalArn": "arn:aws:iam::*:*" } },
    { ArnNotLike: { "aws:PrincipalArn": role(HUB, "*") } },
    { StringEquals: { "aws:PrincipalOrgID": "o-aaaaaaaaaa" } },
    { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-aaaaaaaaaa" } },
    { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-aaaaaaaaaa/r-ab12/*"] } },
    { StringEquals: { "aws:PrincipalAccount": [HUB] } },
    { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
    { Null: { "aws:PrincipalTag/team": "false" } },
    { StringEquals: { "aws:PrincipalArn": unknown("aws_iam_role.x.arn") } },
    { StringEquals: { "aws:ResourceAccount": "${aws:PrincipalAccount}" } },
    { StringEquals: { "aws:PrincipalOrgID": [unknown("var.org"), "o-aaaaaaaaaa"] } },
    { StringLike: { "aws:sourceARN": `arn:aws:lambda:${REGION}:${SPOKE}:function:*` } },
    { ArnLike: { "aws:SourceArn": `arn:aws:lambda:${REGION}:${HUB}:function:orders` } },
    { StringEquals: { "aws:SourceAccount": SPOKE } },
    { "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/ecr/registry"] } },
    { Bool: { "aws:SecureTransport": "false" } },
  ),
  { nil: undefined, freq: 2 },
);
const who: fc.Arbitrary<PrincipalJson> = fc.constantFrom<PrincipalJson>(
  "*",
  { AWS: "*" },
  { AWS: `arn:aws:iam::${HUB}:root` },
  { AWS: [`arn:aws:iam::${SPOKE}:root`] },
  { AWS: SPOKE },
  { AWS: role(SPOKE, "ci") },
  { AWS: [role(HUB, "tf"), role(HUB, "CI")] },
  { AWS: role(SPOKE, "other") },
  { AWS: `arn:aws:iam::${HUB}:user/ann` },
  { Service: "lambda.amazonaws.com" },
  { Service: "ecr.amazonaws.com" },
  { AWS: unknown("aws_iam_role.x.arn") },
  { AWS: [`arn:aws:iam::${SPOKE}:role/${unknown("var.name")}`, role(HUB, "tf")] },
  { AWS: `arn:aws:sts::${SPOKE}:assumed-role/ci/session` },
);
const effects = fc.constantFrom<"Allow" | "Deny">("Allow", "Allow", "Allow", "Allow", "Deny");

function statement(withResource: boolean, withPrincipal: boolean): fc.Arbitrary<StatementJson> {
  return fc
    .record({ Effect: effects, who, actions, resources, conditions, isNot: fc.nat(19), isNotPrincipal: fc.nat(29) })
    .map(({ Effect, who: by, actions: Action, resources: Resource, conditions: Condition, isNot, isNotPrincipal }) => ({
      Effect,
      ...(withPrincipal ? (isNotPrincipal === 0 && Effect === "Deny" ? { NotPrincipal: by } : { Principal: by }) : {}),
      ...(isNot === 0 ? { NotAction: Action } : { Action }),
      ...(withResource ? (isNot === 1 ? { NotResource: Resource } : { Resource }) : {}),
      ...(Condition ? { Condition } : {}),
    }));
}

const identity = fc.array(statement(true, false), { maxLength: 3 });
const onRepository = fc.array(statement(false, true), { minLength: 1, maxLength: 3 });
const onKey = fc
  .array(statement(false, true), { minLength: 1, maxLength: 3 })
  .map((list) => list.map((each) => ({ ...each, Resource: "*" })));
const rootFirst = fc.boolean();

const keys: fc.Arbitrary<readonly Key[]> = fc
  .tuple(onKey, onKey, rootFirst, fc.constantFrom<Key["state"]>("Enabled", "Enabled", "Disabled", unknown("state")))
  .map(([one, other, hasRoot, state]) => {
    const root = hasRoot ? [rootStatement()] : [];
    return [
      key({ policy: document("key policy", ...root, ...one) }),
      key({ arn: OTHER_KEY, name: "other", state, policy: document("other key policy", ...root, ...other) }),
    ];
  });

function rootStatement(): StatementJson {
  return { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${HUB}:root` }, Action: "kms:*", Resource: "*" };
}

/** Few documents for many: only then do pairs share an answer. */
const repositories: fc.Arbitrary<readonly Repository[]> = fc
  .record({
    policies: fc.tuple(onRepository, onRepository, fc.constant(undefined)),
    chosen: fc.array(fc.constantFrom(0, 0, 0, 1, 2), { minLength: NAMES.length, maxLength: NAMES.length }),
    keyArns: fc.array(
      fc.constantFrom<string | undefined>(KEY_ARN, KEY_ARN, KEY_ARN, OTHER_KEY, UNSEEN_KEY, unknown("k"), undefined),
      {
        minLength: NAMES.length,
        maxLength: NAMES.length,
      },
    ),
  })
  .map(({ policies, chosen, keyArns }) =>
    NAMES.map((name, index) => {
      const statements = policies[chosen[index] ?? 0];
      const keyArn = keyArns[index];
      return repository({
        name,
        encryption: keyArn === undefined ? { type: "AES256" } : { type: "KMS", keyArn },
        ...(statements ? { policy: document(`repository policy of ${name}`, ...statements) } : {}),
      });
    }),
  );

const principals: fc.Arbitrary<readonly Principal[]> = fc
  .record({
    statements: fc.tuple(identity, identity),
    boundary: fc.option(identity, { nil: undefined, freq: 5 }),
    chosen: fc.array(fc.constantFrom(0, 0, 0, 1), { minLength: PRINCIPALS.length, maxLength: PRINCIPALS.length }),
    bounded: fc.nat(2 ** PRINCIPALS.length - 1),
  })
  .map(({ statements, boundary, chosen, bounded }) =>
    PRINCIPALS.map((arn, index) =>
      principal(
        arn,
        statements[chosen[index] ?? 0],
        boundary && (bounded >> index) & 1 ? { permissionsBoundary: document(`boundary of ${arn}`, ...boundary) } : {},
      ),
    ),
  );

/** Models in which every element of a policy comes up that the proof treats in its own way. */
export const models: fc.Arbitrary<AccessModel> = fc
  .record({
    keys,
    repositories,
    principals,
    path: fc.constantFrom(undefined, "none", "o-aaaaaaaaaa/r-ab12/ou-ab12-11111111/"),
    scp: fc.option(identity, { nil: undefined, freq: 3 }),
    grantee: fc.constantFrom(undefined, role(SPOKE, "ci"), `arn:aws:iam::${SPOKE}:root`, unknown("grantee")),
  })
  .map(({ keys: all, repositories: those, principals: people, path, scp, grantee }) =>
    model({
      keys: all,
      repositories: those,
      principals: people,
      accounts: [
        {
          id: HUB,
          ...(path === undefined ? {} : { organizationPath: path }),
          ...(scp === undefined
            ? {}
            : {
                serviceControlPolicies: [
                  {
                    id: "r-ab12",
                    policies: [
                      document(
                        "SCP",
                        { Effect: "Allow", Action: "*", Resource: "*" },
                        ...scp.map(({ Condition, ...rest }): StatementJson => ({
                          ...rest,
                          ...(Condition ? { Condition } : {}),
                          Effect: "Deny",
                        })),
                      ),
                    ],
                  },
                ],
              }),
        },
      ],
      aliases: [
        {
          arn: `arn:aws:kms:${REGION}:${HUB}:alias/ecr/registry`,
          accountId: HUB,
          region: REGION,
          name: "alias/ecr/registry",
          keyArn: KEY_ARN,
        },
      ],
      grants:
        grantee === undefined
          ? []
          : [
              {
                keyArn: KEY_ARN,
                granteePrincipal: grantee,
                operations: ["Decrypt", "DescribeKey"],
                encryptionContextSubset: { "aws:ecr:arn": `arn:aws:ecr:${REGION}:${HUB}:repository/app` },
              },
            ],
    }),
  );
