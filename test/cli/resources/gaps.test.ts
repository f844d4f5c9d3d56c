import { expect } from "chai";
import { unknown } from "../../../cli/policy/unknown";
import { mergeModels, modelFromResources } from "../../../cli/resources/model-from-resources";
import type { InfrastructureResource } from "../../../cli/resources/resource";
import { ACCOUNT, input, key, modelOf, OTHER, PULL_TEXT, repositoryArn, resource, role } from "./sample-resources";

function orders(values: Record<string, unknown> = {}): InfrastructureResource {
  return resource("aws_ecr_repository.orders", { name: "orders", arn: repositoryArn("orders"), ...values });
}

function registryPolicy(...statements: readonly unknown[]): InfrastructureResource {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return resource("aws_ecr_registry_policy.r", { policy });
}

const root = (account: string): unknown => ({ AWS: `arn:aws:iam::${account}:root` });
const TEAM = repositoryArn("team/*");
const REPLICATION = {
  Effect: "Allow",
  Principal: root(OTHER),
  Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
  Resource: repositoryArn("*"),
};

describe("a policy that cannot be read", () => {
  const later = unknown("data.http.policy.body");
  const cases: Readonly<
    Record<string, readonly [resources: readonly InfrastructureResource[], gaps: readonly string[]]>
  > = {
    "of a repository": [
      [orders(), resource("aws_ecr_repository_policy.p", { repository: "orders", policy: later })],
      ["unread-policy aws_ecr_repository_policy.p"],
    ],
    "of a key": [[key({ policy: later })], ["unread-policy aws_kms_key.key"]],
    "of a key, of its own": [
      [key(), resource("aws_kms_key_policy.p", { key_id: key().values["key_id"], policy: later })],
      ["unread-policy aws_kms_key_policy.p"],
    ],
    "of a registry": [
      [resource("aws_ecr_registry_policy.r", { policy: later })],
      ["registry-policy aws_ecr_registry_policy.r"],
    ],
    "of an organization": [
      [
        resource("aws_organizations_policy.o", { id: "p-1", type: "SERVICE_CONTROL_POLICY", content: later }),
        resource("aws_organizations_policy_attachment.a", { policy_id: "p-1", target_id: ACCOUNT }),
      ],
      ["unread-policy aws_organizations_policy.o"],
    ],
    "of a role, whose own answers say it": [
      [role("ci"), resource("aws_iam_role_policy.p", { role: "ci", policy: later })],
      [],
    ],
  };
  for (const [name, [resources, gaps]] of Object.entries(cases)) {
    it(`${gaps.length > 0 ? "leaves" : "leaves no"} gap: ${name}`, () => {
      const found = modelOf(...resources).gaps;
      expect(found.map(({ id }) => id)).to.deep.equal(gaps);
      expect(found.every(({ affectsAccess }) => affectsAccess)).to.equal(true);
    });
  }

  it("leaves one gap where the input's reader has said more", () => {
    const policy = resource("aws_ecr_repository_policy.p", { repository: "orders", policy: later });
    const read = input("terraform-plan", "plan.json", orders(), policy);
    const [gap] = modelFromResources([read]).gaps;
    const said = { id: gap?.id ?? "", source: policy.source, message: "more", affectsAccess: true };
    expect(modelFromResources([{ ...read, gaps: [said] }]).gaps).to.deep.equal([said]);
  });
});

describe("a registry policy", () => {
  const cases: Readonly<Record<string, readonly [statement: unknown, isGap: boolean]>> = {
    "that lets an account replicate": [REPLICATION, false],
    "that lets everybody fill a cache": [
      { Effect: "Allow", Principal: "*", Action: "ecr:BatchImportUpstreamImage", Resource: TEAM },
      false,
    ],
    "by which a role creates repositories of a cache": [
      { ...REPLICATION, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/ci` }, Resource: TEAM },
      false,
    ],
    "by which a role creates repositories that are asked about": [
      { ...REPLICATION, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/ci` } },
      true,
    ],
    "by which everybody creates repositories": [{ ...REPLICATION, Principal: "*" }, true],
    "by which somebody unknown creates repositories": [{ ...REPLICATION, Principal: { AWS: unknown("var.a") } }, true],
    "that allows all of ECR": [{ Effect: "Allow", Principal: "*", Action: "ecr:*", Resource: "*" }, true],
    "that lets an account pull": [{ ...REPLICATION, Action: ["ecr:ReplicateImage", "ecr:BatchGetImage"] }, true],
    "of actions by a wildcard": [{ ...REPLICATION, Action: "ecr:Replicate*" }, true],
    "of all actions but some": [{ ...REPLICATION, Action: undefined, NotAction: "ecr:PutImage" }, true],
    "for all but somebody": [{ ...REPLICATION, Principal: undefined, NotPrincipal: root(OTHER) }, true],
    "of an action that is not known": [{ ...REPLICATION, Action: unknown("var.action") }, true],
    "that denies anything": [{ ...REPLICATION, Effect: "Deny" }, true],
  };
  for (const [name, [statement, isGap]] of Object.entries(cases)) {
    it(`${isGap ? "leaves a" : "leaves no"} gap: one ${name}`, () => {
      const found = modelOf(orders(), registryPolicy(REPLICATION, statement)).gaps;
      expect(found.map(({ id, affectsAccess }) => [id, affectsAccess])).to.deep.equal(
        isGap ? [["registry-policy aws_ecr_registry_policy.r", true]] : [],
      );
    });
  }
});

describe("what belongs to something that the inputs do not hold", () => {
  const KEY_POLICY = { policy: PULL_TEXT };
  const cases: Readonly<
    Record<string, readonly [resources: readonly InfrastructureResource[], messages: readonly string[]]>
  > = {
    "a key policy of a key that is not there": [
      [key(), resource("aws_kms_key_policy.p", { ...KEY_POLICY, key_id: "1234abcd" })],
      ["is the policy of key 1234abcd, which no input makes. Give the input that makes it as well."],
    ],
    "a key policy of a key that is not known": [
      [key(), resource("aws_kms_key_policy.p", { ...KEY_POLICY, key_id: unknown("var.key") })],
      ["is the policy of key var.key, which no input makes. Give the input that makes it as well."],
    ],
    "a key policy of a key that is there": [
      [key(), resource("aws_kms_key_policy.p", { ...KEY_POLICY, key_id: key().values["key_id"] })],
      [],
    ],
    "users of a group that are not known": [
      [resource("aws_iam_group_membership.m", { group: "ci", users: ["ann", unknown("var.user")] })],
      ["puts users into groups whose names are not known: var.user. Give the input that makes them."],
    ],
    "groups of a user that are not known": [
      [resource("aws_iam_user_group_membership.m", { user: "ann", groups: unknown("var.groups") })],
      ["puts users into groups whose names are not known: var.groups. Give the input that makes them."],
    ],
    "a repository whose key is not known": [
      [orders({ encryption_configuration: [{ encryption_type: "KMS", kms_key: unknown("var.key") }] })],
      [
        "Which key encrypts it is not known: it depends on var.key. Give the input that makes the key, or write its ARN.",
      ],
    ],
    "a repository of which not even that is known": [
      [orders({ encryption_configuration: unknown("var.encryption") })],
      [
        "Which key encrypts it is not known: it depends on var.encryption. Give the input that makes the key, or write its ARN.",
      ],
    ],
    "a repository without a key": [
      [orders({ encryption_configuration: [{ encryption_type: "AES256", kms_key: unknown("var.key") }] })],
      [],
    ],
    "users of a group": [[resource("aws_iam_group_membership.m", { group: "ci", users: ["ann"] })], []],
  };
  for (const [name, [resources, messages]] of Object.entries(cases)) {
    it(`${messages.length > 0 ? "leaves a" : "leaves no"} gap: ${name}`, () => {
      const { gaps } = modelOf(...resources);
      expect(gaps.map(({ message }) => message)).to.deep.equal(messages);
      expect(gaps.every(({ affectsAccess }) => affectsAccess)).to.equal(true);
    });
  }
});

describe("the id of a gap", () => {
  const stray = resource("aws_ecr_repository_policy.p", { repository: "billing", policy: PULL_TEXT });
  const elsewhere = { ...stray, accountId: OTHER };

  it("tells inputs apart where both have it", () => {
    const hub = modelFromResources([input("terraform-plan", "hub/plan.json", stray)]);
    const spoke = modelFromResources([input("terraform-plan", "/home/me/spoke/plan.json", elsewhere)]);
    expect(mergeModels([hub, spoke]).gaps.map(({ id }) => id)).to.deep.equal([
      "stray-policy aws_ecr_repository_policy.p in plan.json",
      "stray-policy aws_ecr_repository_policy.p in hub/plan.json",
    ]);
  });

  it("is the same wherever the input lies", () => {
    for (const path of ["plan.json", "/home/me/plan.json"]) {
      const read = input("terraform-plan", path, stray);
      expect(modelFromResources([read]).gaps.map(({ id }) => id)).to.deep.equal([
        "stray-policy aws_ecr_repository_policy.p",
      ]);
    }
  });
});
