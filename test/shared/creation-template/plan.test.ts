import { expect } from "chai";
import type { CreationTemplateConfig, RepositoryPolicy } from "../../../shared";
import { planCreationTemplate } from "../../../shared/plans";
import type { ExpectedFinding } from "../fixtures";
import { expectFindings, expectSame, HUB, isDeeplyFrozen, isLater, KEY_ARN, LATER, SECURITY } from "../fixtures";

const CONFIG: CreationTemplateConfig = {
  prefix: "team/base",
  appliedFor: ["REPLICATION"],
  region: "us-east-1",
  registryAccountId: HUB,
  keyArn: KEY_ARN,
};
const POLICY: RepositoryPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "AllowPull",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222222222222:root" },
      Action: "ecr:BatchGetImage",
    },
  ],
};
const LIFECYCLE = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      selection: { tagStatus: "untagged", countType: "imageCountMoreThan", countNumber: 1 },
      action: { type: "expire" },
    },
  ],
});
const REPOSITORIES = `arn:aws:ecr:us-east-1:${HUB}:repository/team/base/*`;
const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ecr.amazonaws.com" }, Action: "sts:AssumeRole" }],
};

function rolePolicy(
  actions: readonly string[],
  repositories = REPOSITORIES,
  keyArn = KEY_ARN,
  region = "us-east-1",
): object {
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "MakeRepositories", Effect: "Allow", Action: actions, Resource: [repositories] },
      {
        Sid: "MakeEcrGrants",
        Effect: "Allow",
        Action: ["kms:CreateGrant"],
        Resource: [keyArn],
        Condition: {
          Bool: { "kms:GrantIsForAWSResource": "true" },
          "ForAllValues:StringEquals": { "kms:GrantOperations": ["Decrypt", "GenerateDataKey"] },
          StringEquals: {
            "kms:GrantConstraintType": "EncryptionContextSubset",
            "kms:ViaService": `ecr.${region}.amazonaws.com`,
          },
          StringLike: { "kms:EncryptionContext:aws:ecr:arn": repositories },
        },
      },
      {
        Sid: "DescribeKeyAndRetireGrants",
        Effect: "Allow",
        Action: ["kms:DescribeKey", "kms:RetireGrant"],
        Resource: [keyArn],
      },
    ],
  };
}

describe("planCreationTemplate", () => {
  it("encrypts with the key, through a role that reaches the prefix and the key only", () => {
    expectSame(planCreationTemplate(CONFIG), {
      prefix: "team/base",
      appliedFor: ["REPLICATION"],
      customRoleArn: `arn:aws:iam::${HUB}:role/ecr-template-us-east-1-team+base`,
      description: "Encrypts the repositories of team/base with KMS (ecr-kms)",
      encryptionConfiguration: { encryptionType: "KMS", kmsKey: KEY_ARN },
      imageTagMutability: "IMMUTABLE",
      role: {
        name: "ecr-template-us-east-1-team+base",
        trustPolicy: TRUST,
        policy: rolePolicy(["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"]),
      },
    });
  });

  it("takes every setting, and lets the role set the policies that the template sets", () => {
    const { role, ...template } = planCreationTemplate({
      ...CONFIG,
      appliedFor: ["REPLICATION", "PULL_THROUGH_CACHE", "REPLICATION"],
      description: "ours",
      roleName: "ecr-makes-repositories",
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "latest" }],
      lifecyclePolicy: LIFECYCLE,
      repositoryPolicy: POLICY,
      resourceTags: { team: "base" },
    });
    expectSame(template, {
      prefix: "team/base",
      appliedFor: ["PULL_THROUGH_CACHE", "REPLICATION"],
      customRoleArn: `arn:aws:iam::${HUB}:role/ecr-makes-repositories`,
      description: "ours",
      encryptionConfiguration: { encryptionType: "KMS", kmsKey: KEY_ARN },
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "latest", filterType: "WILDCARD" }],
      lifecyclePolicy: LIFECYCLE,
      repositoryPolicy: POLICY,
      resourceTags: { team: "base" },
    });
    expectSame(
      role.policy,
      rolePolicy([
        "ecr:CreateRepository",
        "ecr:PutLifecyclePolicy",
        "ecr:ReplicateImage",
        "ecr:SetRepositoryPolicy",
        "ecr:TagResource",
      ]),
    );
  });

  it("reaches every repository for ROOT", () => {
    const { role } = planCreationTemplate({ ...CONFIG, prefix: "ROOT" });
    expectSame(
      role.policy,
      rolePolicy(
        ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
        `arn:aws:ecr:us-east-1:${HUB}:repository/*`,
      ),
    );
    expect(role.name).to.equal("ecr-template-us-east-1-ROOT");
  });

  it("writes ARNs of GovCloud, and DSSE there", () => {
    const keyArn = KEY_ARN.replace("aws:kms:us-east-1", "aws-us-gov:kms:us-gov-west-1");
    const plan = planCreationTemplate({ ...CONFIG, region: "us-gov-west-1", keyArn, encryptionType: "KMS_DSSE" });
    expect(plan.encryptionConfiguration.encryptionType).to.equal("KMS_DSSE");
    expect(plan.customRoleArn).to.equal(`arn:aws-us-gov:iam::${HUB}:role/ecr-template-us-gov-west-1-team+base`);
    expectSame(
      plan.role.policy,
      rolePolicy(
        ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
        `arn:aws-us-gov:ecr:us-gov-west-1:${HUB}:repository/team/base/*`,
        keyArn,
        "us-gov-west-1",
      ),
    );
  });

  it("takes a key of the key account", () => {
    const keyArn = KEY_ARN.replace(HUB, SECURITY);
    expect(planCreationTemplate({ ...CONFIG, keyAccountId: SECURITY, keyArn }).encryptionConfiguration.kmsKey).to.equal(
      keyArn,
    );
  });

  it("freezes the plan, and not what it was given", () => {
    const repositoryPolicy = JSON.parse(JSON.stringify(POLICY)) as RepositoryPolicy;
    expect(isDeeplyFrozen(planCreationTemplate({ ...CONFIG, repositoryPolicy }))).to.equal(true);
    expect(Object.isFrozen(repositoryPolicy.Statement)).to.equal(false);
  });

  it("passes on what is known only at deployment", () => {
    const plan = planCreationTemplate({ ...CONFIG, registryAccountId: LATER, keyArn: LATER, prefix: LATER }, isLater);
    expect(plan.prefix).to.equal(LATER);
    expect(plan.encryptionConfiguration.kmsKey).to.equal(LATER);
    expect(plan.role.policy.Statement[0]?.Resource).to.deep.equal([
      `arn:aws:ecr:us-east-1:${LATER}:repository/${LATER}/*`,
    ]);
  });

  const refused: readonly { title: string; given: object; findings: readonly ExpectedFinding[] }[] = [
    ...["team/", "Team", "t", "/team", "te am", "team--", "a".repeat(257)].map((prefix) => ({
      title: `the prefix ${prefix.slice(0, 10)}`,
      given: { prefix },
      findings: [{ code: "INVALID_REPOSITORY_PREFIX", path: "prefix" }] as const,
    })),
    {
      title: "no occasion",
      given: { appliedFor: [] },
      findings: [
        { code: "INVALID_TYPE", path: "appliedFor", message: "must be a list with at least one occasion, got a list" },
      ],
    },
    {
      title: "an unknown occasion",
      given: { appliedFor: ["REPLICATE"] },
      findings: [
        { code: "INVALID_OPTION", path: "appliedFor[0]", message: '"REPLICATE" is not one of the documented values' },
      ],
    },
    {
      title: "occasions that are known only at deployment",
      given: { appliedFor: LATER },
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: "appliedFor" }],
    },
    {
      title: "an alias for the key, and a key elsewhere",
      given: { keyArn: "alias/ecr" },
      findings: [{ code: "INVALID_KEY_ARN", path: "keyArn" }],
    },
    {
      title: "a key of another Region and account",
      given: { keyArn: KEY_ARN.replace("us-east-1", "eu-west-1").replace(HUB, SECURITY) },
      findings: [
        { code: "KEY_REGION_MISMATCH", path: "keyArn" },
        { code: "KEY_ACCOUNT_MISMATCH", path: "keyArn" },
      ],
    },
    {
      title: "a wrong place",
      given: { region: "us-east-1a", registryAccountId: "12", keyAccountId: 5, partition: "aws-cn", keyArn: LATER },
      findings: [
        { code: "INVALID_REGION", path: "region" },
        { code: "INVALID_ACCOUNT_ID", path: "registryAccountId" },
        { code: "INVALID_ACCOUNT_ID", path: "keyAccountId" },
      ],
    },
    {
      title: "a partition that is not that of the Region",
      given: { partition: "aws-cn" },
      findings: [
        { code: "PARTITION_MISMATCH", path: "partition", message: "us-east-1 is in partition aws, not in aws-cn" },
      ],
    },
    {
      title: "a name that no role has",
      given: { roleName: "ecr/templates" },
      findings: [{ code: "INVALID_ROLE_NAME", path: "roleName" }],
    },
    {
      title: "a prefix that makes the name of the role too long",
      given: { prefix: "a".repeat(60) },
      findings: [{ code: "INVALID_ROLE_NAME", path: "roleName" }],
    },
    {
      title: "DSSE outside GovCloud, and a lifecycle policy that is none",
      given: { encryptionType: "KMS_DSSE", lifecyclePolicy: "rules" },
      findings: [
        { code: "INVALID_TYPE", path: "lifecyclePolicy" },
        { code: "DSSE_ONLY_IN_GOVCLOUD", path: "encryptionType" },
      ],
    },
    {
      title: "a description that is too long",
      given: { description: "x".repeat(256) },
      findings: [{ code: "INVALID_OPTION", path: "description", message: "has 256 characters; ECR allows 255" }],
    },
    {
      title: "a repository policy as text",
      given: { repositoryPolicy: JSON.stringify(POLICY) },
      findings: [{ code: "INVALID_TYPE", path: "repositoryPolicy" }],
    },
    {
      title: "a repository policy that is known only at deployment",
      given: { repositoryPolicy: LATER },
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: "repositoryPolicy" }],
    },
    {
      title: "a repository policy that ECR would not take, or that opens repositories to everybody",
      given: {
        repositoryPolicy: {
          Version: "2008-10-17",
          Id: "policy",
          Statement: [
            { Effect: "Allow", Principal: { AWS: ["*"] }, Action: "ecr:BatchGetImage", Resource: "*" },
            { Effect: "allow", Principal: "*", Action: [], Condition: { Bool: {} } },
            { Effect: "Deny", Principal: { Federated: "x" }, Action: ["ecr:*", 5], Sid: 7 },
            { Effect: "Allow", Principal: { AWS: "*" }, Action: "ecr:*", Condition: { Bool: { a: "true" } } },
            "AllowPull",
          ],
        },
      },
      findings: [
        { code: "UNKNOWN_PROPERTY", path: "repositoryPolicy.Id" },
        { code: "INVALID_OPTION", path: "repositoryPolicy.Version" },
        { code: "UNKNOWN_PROPERTY", path: "repositoryPolicy.Statement[0].Resource" },
        { code: "GRANTEE_IS_WILDCARD", path: "repositoryPolicy.Statement[0].Principal" },
        { code: "INVALID_OPTION", path: "repositoryPolicy.Statement[1].Effect" },
        { code: "INVALID_TYPE", path: "repositoryPolicy.Statement[1].Principal" },
        { code: "INVALID_TYPE", path: "repositoryPolicy.Statement[1].Action", message: "must not be empty" },
        { code: "INVALID_TYPE", path: "repositoryPolicy.Statement[1].Condition.Bool" },
        { code: "INVALID_TYPE", path: "repositoryPolicy.Statement[2].Sid" },
        { code: "UNKNOWN_PROPERTY", path: "repositoryPolicy.Statement[2].Principal.Federated" },
        { code: "INVALID_TYPE", path: "repositoryPolicy.Statement[2].Action[1]" },
        { code: "INVALID_TYPE", path: "repositoryPolicy.Statement[4]" },
      ],
    },
    {
      title: "a repository policy that is too large",
      given: {
        repositoryPolicy: {
          ...POLICY,
          Statement: Array.from({ length: 120 }, () => POLICY.Statement[0]),
        },
      },
      findings: [{ code: "DOCUMENT_TOO_LARGE", path: "repositoryPolicy" }],
    },
    {
      title: "tags that AWS does not keep",
      given: { resourceTags: { "aws:team": "a", team: "x".repeat(257), count: 5 } },
      findings: [
        { code: "INVALID_OPTION", path: 'resourceTags["aws:team"]' },
        { code: "INVALID_OPTION", path: "resourceTags.team" },
        { code: "INVALID_TYPE", path: "resourceTags.count" },
      ],
    },
    {
      title: "tags that are a list, or known only at deployment",
      given: { resourceTags: ["team"] },
      findings: [{ code: "INVALID_TYPE", path: "resourceTags" }],
    },
    {
      title: "tags that are known only at deployment",
      given: { resourceTags: LATER },
      findings: [{ code: "UNRESOLVED_STRUCTURE", path: "resourceTags" }],
    },
    {
      title: "what it does not know",
      given: { scanOnPush: true },
      findings: [{ code: "UNKNOWN_PROPERTY", path: "scanOnPush" }],
    },
  ];
  for (const { title, given, findings } of refused) {
    it(`refuses ${title}`, () => {
      expectFindings(() => planCreationTemplate({ ...CONFIG, ...given }, isLater), findings);
    });
  }

  it("refuses what is no configuration", () => {
    expectFindings(() => planCreationTemplate([] as never), [{ code: "INVALID_TYPE", path: "" }]);
  });

  it("says which prefix was meant", () => {
    expectFindings(
      () => planCreationTemplate({ ...CONFIG, prefix: "Team/*" }),
      [
        {
          code: "INVALID_REPOSITORY_PREFIX",
          path: "prefix",
          message: '"Team/*" cannot be a prefix of at most 256 characters',
          hint: 'did you mean "team"? AWS adds the / after it',
        },
      ],
    );
  });
});
