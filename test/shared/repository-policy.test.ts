import { expect } from "chai";
import type { RegistryTopology, RepositoryAccess } from "../../shared";
import { repositoryPolicy } from "../../shared";
import {
  CI_ROLE,
  expectFindings,
  expectSame,
  HUB,
  isDeeplyFrozen,
  isLater,
  LATER,
  PULL,
  PUSH,
  TOPOLOGY,
} from "./fixtures";

const LAMBDA = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

const document = (...statements: readonly unknown[]): unknown => ({ Version: "2012-10-17", Statement: statements });

function topologyWith(access: RepositoryAccess, more: Partial<RegistryTopology> = {}): RegistryTopology {
  return { region: "us-east-1", registryAccountId: HUB, ...more, repositories: { app: access } };
}

const policyFor = (access: RepositoryAccess, more: Partial<RegistryTopology> = {}): unknown =>
  repositoryPolicy(topologyWith(access, more), "app");

describe("repositoryPolicy", () => {
  it("lets a role push by condition on its account, and an account pull", () => {
    expectSame(
      repositoryPolicy(TOPOLOGY, "my-app"),
      document(
        {
          Sid: "AllowPushPrincipals",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111111111111:root"] },
          Action: PUSH,
          Condition: { ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::111111111111:role/cicd-role"] } },
        },
        {
          Sid: "AllowPullAccounts",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::222222222222:root"] },
          Action: PULL,
        },
      ),
    );
  });

  it("names the role itself with the exact strategy", () => {
    expectSame(
      policyFor({ push: [CI_ROLE] }, { principalStrategy: "exact" }),
      document({
        Sid: "AllowPushPrincipals",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::111111111111:role/cicd-role"] },
        Action: PUSH,
      }),
    );
  });

  it("says the same in both models of key access, wherever the key is", () => {
    const expected = repositoryPolicy(TOPOLOGY, "my-app");
    expectSame(repositoryPolicy({ ...TOPOLOGY, kmsAccess: "ecr-grants-only" }, "my-app"), expected);
    expectSame(repositoryPolicy({ ...TOPOLOGY, keyAccountId: "999999999999" }, "my-app"), expected);
  });

  it("sorts accounts, takes a root ARN as its account, and drops duplicates", () => {
    expectSame(
      policyFor({ pull: ["333333333333", "arn:aws:iam::222222222222:root", "222222222222", "333333333333"] }),
      document({
        Sid: "AllowPullAccounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::222222222222:root", "arn:aws:iam::333333333333:root"] },
        Action: PULL,
      }),
    );
  });

  it("opens a repository to organizations and organization paths by condition", () => {
    expectSame(
      policyFor({ pull: ["o-z9y8x7w6v5", "o-a1b2c3d4e5", "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"] }),
      document(
        {
          Sid: "AllowPullOrganizations",
          Effect: "Allow",
          Principal: { AWS: ["*"] },
          Action: PULL,
          Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-a1b2c3d4e5", "o-z9y8x7w6v5"] } },
        },
        {
          Sid: "AllowPullOrganizationPaths",
          Effect: "Allow",
          Principal: { AWS: ["*"] },
          Action: PULL,
          Condition: {
            "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"] },
          },
        },
      ),
    );
  });

  it("lets Lambda functions of the registry account run images", () => {
    expectSame(
      policyFor({ lambda: [HUB] }),
      document({
        Sid: "LambdaECRImageRetrievalPolicy",
        Effect: "Allow",
        Principal: { Service: "lambda.amazonaws.com" },
        Action: LAMBDA,
        Condition: { StringLike: { "aws:sourceARN": ["arn:aws:lambda:us-east-1:123456789012:function:*"] } },
      }),
    );
  });

  it("gives Lambda of another account both the account statement and the service statement", () => {
    expectSame(
      policyFor({ lambda: ["222222222222", "111111111111"] }),
      document(
        {
          Sid: "CrossAccountPermission",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111111111111:root", "arn:aws:iam::222222222222:root"] },
          Action: LAMBDA,
        },
        {
          Sid: "LambdaECRImageCrossAccountRetrievalPolicy",
          Effect: "Allow",
          Principal: { Service: "lambda.amazonaws.com" },
          Action: LAMBDA,
          Condition: {
            StringLike: {
              "aws:sourceARN": [
                "arn:aws:lambda:us-east-1:111111111111:function:*",
                "arn:aws:lambda:us-east-1:222222222222:function:*",
              ],
            },
          },
        },
      ),
    );
  });

  it("keeps functions of the registry account and of others apart", () => {
    const policy = repositoryPolicy(topologyWith({ lambda: ["222222222222", HUB] }), "app");
    expect(policy?.Statement.map(({ Sid }) => Sid)).to.deep.equal([
      "LambdaECRImageRetrievalPolicy",
      "CrossAccountPermission",
      "LambdaECRImageCrossAccountRetrievalPolicy",
    ]);
  });

  for (const [region, partition] of [
    ["eu-central-1", "aws"],
    ["cn-northwest-1", "aws-cn"],
    ["us-gov-east-1", "aws-us-gov"],
  ] as const) {
    it(`writes ARNs of ${partition} in ${region}`, () => {
      expectSame(
        policyFor({ push: [`arn:${partition}:iam::111111111111:role/ci`], lambda: [HUB] }, { region }),
        document(
          {
            Sid: "AllowPushPrincipals",
            Effect: "Allow",
            Principal: { AWS: [`arn:${partition}:iam::111111111111:root`] },
            Action: PUSH,
            Condition: { ArnEquals: { "aws:PrincipalArn": [`arn:${partition}:iam::111111111111:role/ci`] } },
          },
          {
            Sid: "LambdaECRImageRetrievalPolicy",
            Effect: "Allow",
            Principal: { Service: "lambda.amazonaws.com" },
            Action: LAMBDA,
            Condition: {
              StringLike: { "aws:sourceARN": [`arn:${partition}:lambda:${region}:123456789012:function:*`] },
            },
          },
        ),
      );
    });
  }

  it("is absent where the topology names nobody", () => {
    expect(policyFor({})).to.equal(undefined);
    expect(policyFor({ push: [], pull: [], lambda: [] })).to.equal(undefined);
  });

  it("refuses a repository that is not of the topology, whatever its name", () => {
    for (const name of ["other", "constructor", "to-string", "valueof"]) {
      expectFindings(() => repositoryPolicy(TOPOLOGY, name), [{ code: "UNKNOWN_REPOSITORY", path: "repositoryName" }]);
    }
  });

  it("takes a value known only at deployment as a principal", () => {
    expectSame(
      repositoryPolicy(topologyWith({ pull: [LATER, "222222222222"] }), "app", isLater),
      document({
        Sid: "AllowPullAccounts",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::222222222222:root", LATER] },
        Action: PULL,
      }),
    );
  });

  it("is frozen through and through", () => {
    expect(isDeeplyFrozen(repositoryPolicy(TOPOLOGY, "my-app"))).to.equal(true);
  });
});
