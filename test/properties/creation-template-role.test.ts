import { expect } from "chai";
import { planCreationTemplate } from "../../shared/plans";
import { planRegistry } from "../../shared";
import { HUB, KEY_ARN, QUIET } from "../shared/fixtures";
import { isAllowed } from "./oracle";

const REPOSITORY = `arn:aws:ecr:us-east-1:${HUB}:repository/team/web`;
const OTHER_REPOSITORY = `arn:aws:ecr:us-east-1:${HUB}:repository/teams/web`;
const OTHER_KEY = KEY_ARN.replace(/1234$/, "9999").replace("12345678-", "87654321-");

/** What KMS sees when ECR makes the grants of a repository. */
const GRANT = {
  "kms:GrantIsForAWSResource": "true",
  "kms:GrantOperations": ["Decrypt", "GenerateDataKey"],
  "kms:GrantConstraintType": "EncryptionContextSubset",
  "kms:ViaService": "ecr.us-east-1.amazonaws.com",
  "kms:EncryptionContext:aws:ecr:arn": REPOSITORY,
};

describe("the role of a creation template, judged beside the key policy of a hub", () => {
  const { role } = planCreationTemplate({
    prefix: "team",
    appliedFor: ["PULL_THROUGH_CACHE"],
    region: QUIET.region,
    registryAccountId: HUB,
    keyArn: KEY_ARN,
  });
  const keyPolicy = planRegistry(QUIET).key.policy;

  const calls: readonly (readonly [
    title: string,
    allowed: boolean,
    action: string,
    resource: string,
    context?: object,
  ])[] = [
    ["makes a repository below the prefix", true, "ecr:CreateRepository", REPOSITORY],
    ["makes no repository elsewhere", false, "ecr:CreateRepository", OTHER_REPOSITORY],
    ["tags a repository below the prefix", true, "ecr:TagResource", REPOSITORY],
    ["sets no repository policy, as the template has none", false, "ecr:SetRepositoryPolicy", REPOSITORY],
    ["reads no image", false, "ecr:BatchGetImage", REPOSITORY],
    ["deletes no repository", false, "ecr:DeleteRepository", REPOSITORY],
    ["lets ECR make its grants for a repository below the prefix", true, "kms:CreateGrant", KEY_ARN, GRANT],
    [
      "makes no grant for another repository",
      false,
      "kms:CreateGrant",
      KEY_ARN,
      { ...GRANT, "kms:EncryptionContext:aws:ecr:arn": OTHER_REPOSITORY },
    ],
    [
      "makes no grant for further operations",
      false,
      "kms:CreateGrant",
      KEY_ARN,
      { ...GRANT, "kms:GrantOperations": ["Decrypt", "CreateGrant"] },
    ],
    ["makes no grant by itself", false, "kms:CreateGrant", KEY_ARN, { ...GRANT, "kms:GrantIsForAWSResource": "false" }],
    [
      "makes no grant through another service",
      false,
      "kms:CreateGrant",
      KEY_ARN,
      { ...GRANT, "kms:ViaService": "s3.us-east-1.amazonaws.com" },
    ],
    ["makes no grant on another key", false, "kms:CreateGrant", OTHER_KEY, GRANT],
    ["describes the key", true, "kms:DescribeKey", KEY_ARN],
    ["retires grants", true, "kms:RetireGrant", KEY_ARN],
    ["cannot decrypt", false, "kms:Decrypt", KEY_ARN, { "kms:ViaService": "ecr.us-east-1.amazonaws.com" }],
  ];
  for (const [title, allowed, action, resource, context = {}] of calls) {
    it(title, async () => {
      const request = {
        principal: `arn:aws:sts::${HUB}:assumed-role/${role.name}/ecr`,
        action,
        resource,
        resourceAccount: HUB,
        context: { ...context, "aws:PrincipalArn": `arn:aws:iam::${HUB}:role/${role.name}` },
      };
      const documents = { identity: [role.policy], resource: action.startsWith("kms:") ? keyPolicy : undefined };
      expect(await isAllowed(request, documents)).to.equal(allowed);
    });
  }
});
