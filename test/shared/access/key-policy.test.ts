import { expect } from "chai";
import type { RegistryTopology } from "../../../shared";
import { keyPolicy } from "../../../shared";
import {
  ADMINISTER_KEY,
  CI_ROLE,
  expectSame,
  HUB,
  isDeeplyFrozen,
  isLater,
  LATER,
  QUIET,
  SECURITY,
  TOPOLOGY,
  USE_KEY,
} from "../fixtures";

/** The statement that every key policy begins with. */
const KEY_ACCOUNT = {
  Sid: "EnableIAMUserPermissions",
  Effect: "Allow",
  Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
  Action: ["kms:*"],
  Resource: "*",
};

/** What creating a repository needs, for the registry account in us-east-1. */
const CREATORS = [
  {
    Sid: "AllowCreatorsToMakeEcrGrantsAccounts",
    Effect: "Allow",
    Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
    Action: ["kms:CreateGrant"],
    Resource: "*",
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
    Sid: "AllowCreatorsToDescribeTheKeyAccounts",
    Effect: "Allow",
    Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
    Action: ["kms:DescribeKey"],
    Resource: "*",
    Condition: { StringEquals: { "kms:ViaService": "ecr.us-east-1.amazonaws.com" } },
  },
];

const ECR_SERVICE = {
  Sid: "AllowEcrToUseTheKey",
  Effect: "Allow",
  Principal: { Service: "ecr.amazonaws.com" },
  Action: ["kms:Decrypt", "kms:GenerateDataKey", "kms:DescribeKey"],
  Resource: "*",
  Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
};

const VIA_ECR = { "kms:ViaService": "ecr.us-east-1.amazonaws.com" };

const document = (...statements: readonly unknown[]): unknown => ({ Version: "2012-10-17", Statement: statements });
const withPull = (...pull: readonly string[]): RegistryTopology => ({ ...QUIET, repositories: { "my-app": { pull } } });

describe("keyPolicy", () => {
  it("lets ECR, pushers and pullers use the key in the two-way model, which is the default", () => {
    const expected = document(
      KEY_ACCOUNT,
      ...CREATORS,
      ECR_SERVICE,
      {
        Sid: "AllowUseThroughEcrAccounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::222222222222:root"] },
        Action: USE_KEY,
        Resource: "*",
        Condition: { StringEquals: VIA_ECR },
      },
      {
        Sid: "AllowUseThroughEcrPrincipals",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111111111111:root"] },
        Action: USE_KEY,
        Resource: "*",
        Condition: {
          ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::111111111111:role/cicd-role"] },
          StringEquals: VIA_ECR,
        },
      },
    );
    expectSame(keyPolicy(TOPOLOGY), expected);
    expectSame(keyPolicy({ ...TOPOLOGY, kmsAccess: "key-policy", principalStrategy: "arn-condition" }), expected);
  });

  it("names neither ECR nor pushers and pullers where ECR works through its grants", () => {
    expectSame(keyPolicy({ ...TOPOLOGY, kmsAccess: "ecr-grants-only" }), document(KEY_ACCOUNT, ...CREATORS));
  });

  it("has no condition where nothing is to be narrowed, not even an empty one", () => {
    const administrator = "arn:aws:iam::123456789012:role/key-admin";
    const { Statement } = keyPolicy({ ...TOPOLOGY, principalStrategy: "exact", keyAdministrators: [administrator] });
    expectSame(
      Statement.find(({ Sid }) => Sid?.startsWith("AllowKeyAdministration")),
      {
        Sid: "AllowKeyAdministrationPrincipals",
        Effect: "Allow",
        Principal: { AWS: [administrator] },
        Action: ADMINISTER_KEY,
        Resource: "*",
      },
    );
  });

  it("names roles and users themselves with the exact strategy", () => {
    const user = "arn:aws:iam::111111111111:user/ops/bo";
    const topology: RegistryTopology = { ...withPull(user, CI_ROLE), principalStrategy: "exact" };
    expectSame(
      keyPolicy(topology),
      document(KEY_ACCOUNT, ...CREATORS, ECR_SERVICE, {
        Sid: "AllowUseThroughEcrPrincipals",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111111111111:role/cicd-role", "arn:aws:iam::111111111111:user/ops/bo"] },
        Action: USE_KEY,
        Resource: "*",
        Condition: { StringEquals: VIA_ECR },
      }),
    );
  });

  it("opens the key to an organization and to an organization path by condition", () => {
    const topology = withPull("o-a1b2c3d4e5", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*");
    expectSame(
      keyPolicy(topology),
      document(
        KEY_ACCOUNT,
        ...CREATORS,
        ECR_SERVICE,
        {
          Sid: "AllowUseThroughEcrOrganizations",
          Effect: "Allow",
          Principal: { AWS: ["*"] },
          Action: USE_KEY,
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5"], ...VIA_ECR } },
        },
        {
          Sid: "AllowUseThroughEcrOrganizationPaths",
          Effect: "Allow",
          Principal: { AWS: ["*"] },
          Action: USE_KEY,
          Resource: "*",
          Condition: {
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"] },
            StringEquals: VIA_ECR,
          },
        },
      ),
    );
  });

  it("belongs to the key account, and names the registry account as creator, when they differ", () => {
    const topology: RegistryTopology = { ...QUIET, keyAccountId: SECURITY };
    expectSame(
      keyPolicy(topology),
      document({ ...KEY_ACCOUNT, Principal: { AWS: ["arn:aws:iam::999999999999:root"] } }, ...CREATORS, ECR_SERVICE),
    );
  });

  it("narrows named creators and administrators to themselves", () => {
    const topology: RegistryTopology = {
      ...QUIET,
      kmsAccess: "ecr-grants-only",
      creators: ["arn:aws:iam::123456789012:role/deployer"],
      keyAdministrators: ["arn:aws:iam::123456789012:role/key-admin"],
    };
    const deployer = { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/deployer"] };
    const [makeGrants, describeKey] = CREATORS;
    expectSame(
      keyPolicy(topology),
      document(
        KEY_ACCOUNT,
        {
          Sid: "AllowKeyAdministrationPrincipals",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::123456789012:root"] },
          Action: ADMINISTER_KEY,
          Resource: "*",
          Condition: { ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/key-admin"] } },
        },
        {
          ...makeGrants,
          Sid: "AllowCreatorsToMakeEcrGrantsPrincipals",
          Condition: { ArnEquals: deployer, ...makeGrants?.Condition },
        },
        {
          ...describeKey,
          Sid: "AllowCreatorsToDescribeTheKeyPrincipals",
          Condition: { ArnEquals: deployer, ...describeKey?.Condition },
        },
      ),
    );
  });

  for (const [region, partition] of [
    ["eu-central-1", "aws"],
    ["cn-north-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
  ] as const) {
    it(`writes ARNs of ${partition} in ${region}, and service names ending in amazonaws.com`, () => {
      const via = { "kms:ViaService": `ecr.${region}.amazonaws.com` };
      const root = { AWS: [`arn:${partition}:iam::123456789012:root`] };
      expectSame(
        keyPolicy({ region, registryAccountId: HUB, repositories: { "my-app": { pull: ["222222222222"] } } }),
        document(
          { ...KEY_ACCOUNT, Principal: root },
          {
            Sid: "AllowCreatorsToMakeEcrGrantsAccounts",
            Effect: "Allow",
            Principal: root,
            Action: ["kms:CreateGrant"],
            Resource: "*",
            Condition: {
              Bool: { "kms:GrantIsForAWSResource": "true" },
              "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "GenerateDataKey"] },
              StringEquals: { "kms:GrantConstraintType": "EncryptionContextSubset", ...via },
              StringLike: {
                "kms:EncryptionContext:aws:ecr:arn": `arn:${partition}:ecr:${region}:123456789012:repository/*`,
              },
            },
          },
          {
            Sid: "AllowCreatorsToDescribeTheKeyAccounts",
            Effect: "Allow",
            Principal: root,
            Action: ["kms:DescribeKey"],
            Resource: "*",
            Condition: { StringEquals: via },
          },
          ECR_SERVICE,
          {
            Sid: "AllowUseThroughEcrAccounts",
            Effect: "Allow",
            Principal: { AWS: [`arn:${partition}:iam::222222222222:root`] },
            Action: USE_KEY,
            Resource: "*",
            Condition: { StringEquals: via },
          },
        ),
      );
    });
  }

  it("lets a whole account stand for its roles", () => {
    expectSame(keyPolicy(withPull("111111111111", CI_ROLE)), keyPolicy(withPull("111111111111")));
  });

  it("gives nothing to accounts that only run Lambda functions", () => {
    const topology: RegistryTopology = { ...QUIET, repositories: { "my-app": { lambda: ["222222222222"] } } };
    expectSame(keyPolicy(topology), keyPolicy(QUIET));
  });

  it("keeps values known only at deployment in the order given, after the sorted ones", () => {
    const first = `${LATER}/b`;
    const second = `${LATER}/a`;
    const policy = keyPolicy(withPull(first, "333333333333", second, "222222222222"), isLater);
    expect(policy.Statement.at(-1)?.Principal).to.deep.equal({
      AWS: ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root", first, second],
    });
  });

  it("is frozen through and through", () => {
    expect(isDeeplyFrozen(keyPolicy(TOPOLOGY))).to.equal(true);
  });
});
