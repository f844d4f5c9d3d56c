import type { AccessModel, Key, ModelDocument, Principal, Repository } from "../../../cli/model/access-model";
import { gapOf } from "../../../cli/model/gap";
import { unknown } from "../../../cli/policy/unknown";

export const HUB = "111111111111";
const SHOP = "222222222222";
const BATCH = "333333333333";
export const REGION = "eu-central-1";
const PLAN = "deploy/plan.json";

/** A document of the plan; its text does not matter to a report. */
function sampleDocument(name: string, address?: string): ModelDocument {
  const source = address === undefined ? {} : { source: { input: PLAN, address } };
  return { name, ...source, policy: { Version: "2012-10-17", Statement: [] } };
}

function sampleRepository(name: string): Repository {
  const address = `module.registry.aws_ecr_repository.all["${name}"]`;
  return {
    arn: `arn:aws:ecr:${REGION}:${HUB}:repository/${name}`,
    accountId: HUB,
    region: REGION,
    source: { input: PLAN, address },
    name,
    encryption: { type: "KMS", written: KEY_ARN, keyArn: KEY_ARN },
    policy: sampleDocument(`repository policy of ${name}`, `module.registry.aws_ecr_repository_policy.all["${name}"]`),
    tagMutability: "IMMUTABLE",
    scanOnPush: true,
    hasLifecyclePolicy: false,
  };
}

function sampleRole(accountId: string, name: string): Principal {
  return {
    arn: `arn:aws:iam::${accountId}:role/${name}`,
    kind: "role",
    accountId,
    name,
    source: { input: PLAN, address: `aws_iam_role.${name}` },
    policies: [sampleDocument(`IAM policy registry of role ${name}`, `aws_iam_role_policy.${name}`)],
  };
}

export const KEY_ARN = `arn:aws:kms:${REGION}:${HUB}:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0`;

const KEY: Key = {
  arn: KEY_ARN,
  accountId: HUB,
  region: REGION,
  source: { input: PLAN, address: "module.registry.aws_kms_key.key" },
  name: "alias/ecr/registry",
  manager: "customer",
  policy: sampleDocument("key policy of alias/ecr/registry", "module.registry.aws_kms_key.key"),
  policyIsDefault: false,
  state: "Enabled",
  rotation: true,
  keySpec: "SYMMETRIC_DEFAULT",
  keyUsage: "ENCRYPT_DECRYPT",
};

export const REPOSITORIES: readonly Repository[] = ["orders", "payments", "batch/reports"].map(sampleRepository);

export const PRINCIPALS: readonly Principal[] = [
  sampleRole(HUB, "registry-admin"),
  sampleRole(SHOP, "ci-push"),
  sampleRole(BATCH, "batch-pull"),
  {
    arn: `arn:aws:iam::${BATCH}:root`,
    kind: "account",
    accountId: BATCH,
    name: BATCH,
    policies: [],
    policiesUnseen: true,
  },
  {
    arn: "o-a1b2c3d4e5",
    kind: "organization",
    accountId: "",
    name: "o-a1b2c3d4e5",
    policies: [],
    policiesUnseen: true,
  },
  {
    arn: `arn:aws:lambda:${REGION}:${SHOP}:function:*`,
    kind: "lambda",
    accountId: SHOP,
    name: `Lambda of ${SHOP}`,
    policies: [],
  },
];

/** A registry in a hub account, its users in two others. */
export const MODEL: AccessModel = {
  inputs: [{ kind: "terraform-plan", path: PLAN }],
  accounts: [{ id: HUB, name: "hub" }, { id: SHOP, name: "shop" }, { id: BATCH }],
  keys: [KEY],
  aliases: [
    {
      arn: `arn:aws:kms:${REGION}:${HUB}:alias/ecr/registry`,
      accountId: HUB,
      region: REGION,
      name: "alias/ecr/registry",
      keyArn: KEY_ARN,
    },
  ],
  repositories: REPOSITORIES,
  principals: PRINCIPALS,
  registryPolicies: [],
  grants: [{ keyArn: KEY_ARN, granteePrincipal: unknown("var.grantee"), operations: ["Decrypt"] }],
  gaps: [
    gapOf(
      "unread-policy",
      { input: PLAN, address: "data.aws_iam_policy_document.external" },
      "The policy is known only at apply. Apply its source first, or give the policy in a file.",
    ),
  ],
};
