import { expect } from "chai";
import type { IdentityRights, RegistryTopology } from "../../../shared";
import { identityPolicies } from "../../../shared";
import {
  ADMINISTER_KEY,
  expectFindings,
  expectSame,
  findingsOf,
  HUB,
  isDeeplyFrozen,
  KEY_ARN,
  MANAGE_REPOSITORIES,
  PULL,
  PUSH,
  QUIET,
  SECURITY,
  TOPOLOGY,
  USE_KEY,
} from "../fixtures";

const document = (...statements: readonly unknown[]): unknown => ({ Version: "2012-10-17", Statement: statements });

const MY_APP = ["arn:aws:ecr:us-east-1:123456789012:repository/my-app"];
const LOGIN = { Sid: "Login", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] };
const USE_NAMED_KEY = {
  Sid: "UseKeyThroughEcr",
  Effect: "Allow",
  Action: USE_KEY,
  Resource: ["arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012"],
  Condition: { StringEquals: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" } },
};
const PUSH_AND_PULL = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:GetDownloadUrlForLayer",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];
const PUSH_AND_PULL_MY_APP = { Sid: "PushAndPullImages", Effect: "Allow", Action: PUSH_AND_PULL, Resource: MY_APP };
const PUSH_MY_APP = { Sid: "PushImages", Effect: "Allow", Action: PUSH, Resource: MY_APP };
const PULL_MY_APP = { Sid: "PullImages", Effect: "Allow", Action: PULL, Resource: MY_APP };

const GRANTS_ONLY: RegistryTopology = { ...TOPOLOGY, kmsAccess: "ecr-grants-only" };

describe("identityPolicies", () => {
  it("lets a pusher log in, use the key through ECR and push", () => {
    expectSame(identityPolicies(TOPOLOGY, { push: ["my-app"] }, { keyArn: KEY_ARN }), [
      document(LOGIN, USE_NAMED_KEY, PUSH_MY_APP),
    ]);
  });

  it("lets a puller log in, use the key through ECR and pull", () => {
    expectSame(identityPolicies(TOPOLOGY, { pull: ["my-app"] }, { keyArn: KEY_ARN }), [
      document(LOGIN, USE_NAMED_KEY, PULL_MY_APP),
    ]);
  });

  it("gives no KMS permission where ECR works through its grants", () => {
    expectSame(identityPolicies(GRANTS_ONLY, { push: ["my-app"], pull: ["my-app"] }, { keyArn: KEY_ARN }), [
      document(LOGIN, PUSH_AND_PULL_MY_APP),
    ]);
  });

  it("names the key by its alias as long as its ARN is not known", () => {
    expectSame(identityPolicies({ ...TOPOLOGY, keyAlias: "ecr-prod-encryption" }, { pull: ["my-app"] }), [
      document(
        LOGIN,
        {
          Sid: "UseKeyThroughEcr",
          Effect: "Allow",
          Action: USE_KEY,
          Resource: ["arn:aws:kms:us-east-1:123456789012:key/*"],
          Condition: {
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/ecr-prod-encryption"] },
            StringEquals: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" },
          },
        },
        PULL_MY_APP,
      ),
    ]);
  });

  it("looks for the key in the key account when it is another one", () => {
    const [policy] = identityPolicies({ ...TOPOLOGY, keyAccountId: SECURITY }, { pull: ["my-app"] });
    expect(policy?.Statement[1]?.Resource).to.deep.equal(["arn:aws:kms:us-east-1:999999999999:key/*"]);
  });

  for (const topology of [TOPOLOGY, GRANTS_ONLY]) {
    it(`lets a creator make, describe and retire grants and manage repositories (${topology.kmsAccess ?? "default"})`, () => {
      expectSame(identityPolicies(topology, { create: ["my-app"] }, { keyArn: KEY_ARN }), [
        document(
          {
            Sid: "MakeEcrGrants",
            Effect: "Allow",
            Action: ["kms:CreateGrant"],
            Resource: [KEY_ARN],
            Condition: {
              Bool: { "kms:GrantIsForAWSResource": "true" },
              "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "GenerateDataKey"] },
              StringEquals: {
                "kms:GrantConstraintType": "EncryptionContextSubset",
                "kms:ViaService": "ecr.us-east-1.amazonaws.com",
              },
              StringLike: { "kms:EncryptionContext:aws:ecr:arn": "arn:aws:ecr:us-east-1:123456789012:repository/*" },
            },
          },
          {
            Sid: "DescribeKeyAndRetireGrants",
            Effect: "Allow",
            Action: ["kms:DescribeKey", "kms:RetireGrant"],
            Resource: [KEY_ARN],
          },
          { Sid: "ManageRepositories", Effect: "Allow", Action: MANAGE_REPOSITORIES, Resource: MY_APP },
        ),
      ]);
    });
  }

  it("lets an administrator create and manage the key and its alias, and not use it", () => {
    expectSame(identityPolicies(QUIET, { administerKey: true }, { keyArn: KEY_ARN }), [
      document(
        {
          Sid: "CreateKeys",
          Effect: "Allow",
          Action: ["kms:CreateKey", "kms:ListAliases", "kms:ListKeys"],
          Resource: ["*"],
        },
        { Sid: "AdministerKey", Effect: "Allow", Action: ADMINISTER_KEY, Resource: [KEY_ARN] },
        {
          Sid: "ManageAlias",
          Effect: "Allow",
          Action: ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
          Resource: ["arn:aws:kms:us-east-1:123456789012:alias/ecr/registry"],
        },
      ),
    ]);
  });

  for (const [region, partition] of [
    ["eu-west-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`writes ARNs of ${partition} in ${region}`, () => {
      const topology: RegistryTopology = { region, registryAccountId: HUB, repositories: { "my-app": {} } };
      expectSame(identityPolicies(topology, { pull: ["my-app"] }), [
        document(
          LOGIN,
          {
            Sid: "UseKeyThroughEcr",
            Effect: "Allow",
            Action: USE_KEY,
            Resource: [`arn:${partition}:kms:${region}:123456789012:key/*`],
            Condition: {
              "ForAnyValue:StringEquals": { "kms:ResourceAliases": ["alias/ecr/registry"] },
              StringEquals: { "kms:ViaService": `ecr.${region}.amazonaws.com` },
            },
          },
          {
            Sid: "PullImages",
            Effect: "Allow",
            Action: PULL,
            Resource: [`arn:${partition}:ecr:${region}:123456789012:repository/my-app`],
          },
        ),
      ]);
    });
  }

  it("gives no policy to a principal without rights", () => {
    expectSame(identityPolicies(TOPOLOGY, {}), []);
  });

  it("is frozen through and through", () => {
    expect(isDeeplyFrozen(identityPolicies(TOPOLOGY, { push: ["my-app"], create: ["my-app"] }))).to.equal(true);
  });

  for (const [keyArn, code, message] of [
    ["alias/ecr-prod-encryption", "INVALID_KEY_ARN", '"alias/ecr-prod-encryption" is not the ARN of a key'],
    ["12345678-1234-1234-1234-123456789012", "INVALID_KEY_ARN", undefined],
    ["arn:aws:kms:us-east-1:123456789012:alias/ecr", "INVALID_KEY_ARN", undefined],
    [
      KEY_ARN.replace("us-east-1", "eu-west-1"),
      "KEY_REGION_MISMATCH",
      'the key is in eu-west-1, the registry in "us-east-1"',
    ],
    [
      KEY_ARN.replace(HUB, SECURITY),
      "KEY_ACCOUNT_MISMATCH",
      'the key belongs to 999999999999, the key account is "123456789012"',
    ],
  ] as const) {
    it(`refuses the key ${keyArn} with ${code}`, () => {
      expectFindings(
        () => identityPolicies(TOPOLOGY, { pull: ["my-app"] }, { keyArn }),
        [{ code, path: "keyArn", ...(message === undefined ? {} : { message }) }],
      );
    });
  }
});

describe("identityPolicies with bad rights", () => {
  it("names every right that the topology does not know", () => {
    const rights = { pull: "app", push: ["ap"], create: ["constructor"], admin: true } as unknown as IdentityRights;
    const findings = findingsOf(() => identityPolicies(QUIET, rights));
    expect(findings.map(({ code, path }) => [code, path])).to.deep.equal([
      ["UNKNOWN_PROPERTY", "rights.admin"],
      ["UNKNOWN_REPOSITORY", "rights.push[0]"],
      ["INVALID_TYPE", "rights.pull"],
      ["UNKNOWN_REPOSITORY", "rights.create[0]"],
    ]);
  });
});
