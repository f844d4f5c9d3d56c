import { expect } from "chai";
import type { RegistryTopology, RepositoryAccess } from "../../../shared";
import { repositoryPolicy } from "../../../shared";
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
} from "../fixtures";

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

  it("names a grantee once, with all that it may do", () => {
    expectSame(
      policyFor({ push: [CI_ROLE, "333333333333"], pull: ["222222222222", CI_ROLE] }),
      document(
        {
          Sid: "AllowPushAccounts",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::333333333333:root"] },
          Action: PUSH,
        },
        {
          Sid: "AllowPullAccounts",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::222222222222:root"] },
          Action: PULL,
        },
        {
          Sid: "AllowPushAndPullPrincipals",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111111111111:root"] },
          Action: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:CompleteLayerUpload",
            "ecr:GetDownloadUrlForLayer",
            "ecr:InitiateLayerUpload",
            "ecr:PutImage",
            "ecr:UploadLayerPart",
          ],
          Condition: { ArnEquals: { "aws:PrincipalArn": [CI_ROLE] } },
        },
      ),
    );
  });

  it("leaves a role out of what its whole account may do, and in what only the role may", () => {
    expectSame(
      policyFor({ push: [CI_ROLE], pull: ["111111111111", CI_ROLE] }),
      document(
        {
          Sid: "AllowPushPrincipals",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111111111111:root"] },
          Action: PUSH,
          Condition: { ArnEquals: { "aws:PrincipalArn": [CI_ROLE] } },
        },
        {
          Sid: "AllowPullAccounts",
          Effect: "Allow",
          Principal: { AWS: ["arn:aws:iam::111111111111:root"] },
          Action: PULL,
        },
      ),
    );
  });

  it("lets CodeBuild pull for the projects named, and for no other customer's", () => {
    const projects = [
      "arn:aws:codebuild:us-east-1:222222222222:project/web",
      "arn:aws:codebuild:us-east-1:111111111111:project/team-*",
    ];
    expectSame(
      policyFor({ pull: projects }),
      document({
        Sid: "AllowPullCodeBuild",
        Effect: "Allow",
        Principal: { Service: "codebuild.amazonaws.com" },
        Action: PULL,
        Condition: {
          ArnLike: { "aws:SourceArn": [...projects].reverse() },
          StringEquals: { "aws:SourceAccount": ["111111111111", "222222222222"] },
        },
      }),
    );
  });

  it("gives a service that pushes, or both, its own statement beside the principals", () => {
    const project = "arn:aws:codebuild:us-east-1:111111111111:project/web";
    const sids = (access: RepositoryAccess): readonly unknown[] =>
      repositoryPolicy(topologyWith(access), "app")?.Statement.map(({ Sid }) => Sid) ?? [];
    expect(sids({ push: [project] })).to.deep.equal(["AllowPushCodeBuild"]);
    expect(sids({ push: [project, CI_ROLE], pull: [project, "222222222222"] })).to.deep.equal([
      "AllowPushPrincipals",
      "AllowPullAccounts",
      "AllowPushAndPullCodeBuild",
    ]);
  });

  it("lets EMR Serverless describe images too, on the condition that AWS documents for it", () => {
    const application = "arn:aws:emr-serverless:us-east-1:111111111111:/applications/00f1r1bd2ks9pc09";
    expectSame(
      policyFor({ pull: [application] }),
      document({
        Sid: "AllowPullEmrServerless",
        Effect: "Allow",
        Principal: { Service: "emr-serverless.amazonaws.com" },
        Action: ["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer"],
        Condition: { ArnLike: { "aws:SourceArn": [application] } },
      }),
    );
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
