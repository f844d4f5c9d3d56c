import { expect } from "chai";
import type { ControlLevel } from "../../../cli/model/access-model";
import { gapOf, type GapKind } from "../../../cli/model/gap";
import { unknown } from "../../../cli/policy/unknown";
import { ACCOUNT, at, model, modelOf, OTHER, resource } from "./sample-resources";

type Resource = ReturnType<typeof resource>;

const DENY = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "kms:ScheduleKeyDeletion", Resource: "*" }],
} as const;
const ALLOW = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "ecr:*", Resource: "*" }] } as const;
const FULL = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] } as const;

const policy = (name: string, content: unknown, values = {}): Resource =>
  resource(`aws_organizations_policy.${name}`, { id: `p-${name}`, name, content: JSON.stringify(content), ...values });
const attach = (name: string, policyId: string, targetId: string = OTHER): Resource =>
  resource(`aws_organizations_policy_attachment.${name}`, { policy_id: policyId, target_id: targetId });

const named = (kind: "service" | "resource", name: string): string =>
  `${kind} control policy ${name} of account ${OTHER}`;
const deny = { name: named("service", "deny"), source: at("aws_organizations_policy.deny"), policy: DENY };
const full = { name: named("service", "FullAWSAccess"), policy: FULL };

describe("accounts", () => {
  it("are those that something stands in, by their names where those are known", () => {
    const account = resource("aws_organizations_account.a", { id: OTHER, name: "workload" });
    const there = resource("aws_ecr_registry_policy.r", { policy: unknown("var.p") }, { accountId: OTHER });
    const nowhere = resource("aws_kms_grant.g", {}, { accountId: unknown("provider aws.x") });
    expect(modelOf(account, there, nowhere).accounts).to.deep.equal([{ id: ACCOUNT }, { id: OTHER, name: "workload" }]);
  });

  const levels: Readonly<
    Record<string, readonly [resources: readonly Resource[], policies: ControlLevel["policies"]]>
  > = {
    "a policy that denies, beside the one that allows everything": [
      [policy("deny", DENY), attach("a", "p-deny")],
      [full, deny],
    ],
    "a policy that the next deployment makes": [
      [policy("deny", DENY, { id: undefined }), attach("a", unknown("aws_organizations_policy.deny.id"))],
      [full, deny],
    ],
    "a list of what is allowed, perhaps in place of everything": [
      [policy("allow", ALLOW), attach("a", "p-allow")],
      [
        {
          name: named("service", "FullAWSAccess"),
          policy: unknown(`whether FullAWSAccess is attached to account ${OTHER}`),
        },
        { name: named("service", "allow"), source: at("aws_organizations_policy.allow"), policy: ALLOW },
      ],
    ],
    "a list of what is allowed, beside everything": [
      [policy("allow", ALLOW), attach("a", "p-allow"), attach("b", "p-FullAWSAccess")],
      [full, { name: named("service", "allow"), source: at("aws_organizations_policy.allow"), policy: ALLOW }],
    ],
  };
  for (const [name, [resources, policies]] of Object.entries(levels)) {
    it(`have ${name}`, () => {
      const level = [{ id: OTHER, policies }];
      expect(modelOf(...resources)).to.deep.equal(
        model({ accounts: [{ id: ACCOUNT }, { id: OTHER, serviceControlPolicies: level }] }),
      );
    });
  }

  it("have resource control policies apart from service control policies", () => {
    const rcp = policy("deny", DENY, { type: "RESOURCE_CONTROL_POLICY" });
    const tags = policy("tags", {}, { type: "TAG_POLICY" });
    const everything = {
      name: named("resource", "RCPFullAWSAccess"),
      policy: { Version: "2012-10-17", Statement: [{ ...FULL.Statement[0], Principal: "*" as const }] },
    };
    const levelOfAccount = [{ id: OTHER, policies: [everything, { ...deny, name: named("resource", "deny") }] }];
    expect(modelOf(rcp, tags, attach("a", "p-deny"), attach("b", "p-tags"))).to.deep.equal(
      model({ accounts: [{ id: ACCOUNT }, { id: OTHER, resourceControlPolicies: levelOfAccount }] }),
    );
  });

  it("leave a gap for policies of roots and units, and for policies of elsewhere", () => {
    const above =
      "attaches a policy to a root or organizational unit. Which accounts that reaches is not in the input: give serviceControlPolicies and resourceControlPolicies of each account in ecr-kms.config.json.";
    const elsewhere = "attaches a policy that no input makes. Give the input that makes it as well.";
    const made = modelOf(
      policy("deny", DENY),
      attach("a", "p-deny", "ou-ab12-cd34"),
      attach("b", "p-elsewhere"),
      attach("c", "p-FullAWSAccess"),
    );
    expect(made).to.deep.equal(
      model({
        accounts: [{ id: ACCOUNT }, { id: OTHER }],
        gaps: [
          gapOf("control-policy-above-accounts", at("aws_organizations_policy_attachment.a"), above),
          gapOf("stray-control-policy", at("aws_organizations_policy_attachment.b"), elsewhere),
        ],
      }),
    );
  });
});

describe("what the model has no place for", () => {
  const cases: Readonly<Record<string, readonly [resource: Resource, message?: string, kind?: GapKind]>> = {
    "a wider scope of the registry policy": [
      resource("aws_ecr_account_setting.s", { name: "REGISTRY_POLICY_SCOPE", value: "V2" }),
      "widens what the registry policy decides about. The answers are those of scope V1.",
      "registry-policy-scope",
    ],
    "the usual scope of the registry policy": [
      resource("aws_ecr_account_setting.s", { name: "REGISTRY_POLICY_SCOPE", value: "V1" }),
    ],
    "another account setting": [resource("aws_ecr_account_setting.s", { name: "BLOB_MOUNTING", value: "ENABLED" })],
    "a creation template": [
      resource("aws_ecr_repository_creation_template.t", { prefix: "ROOT" }),
      "makes repositories that are in no input. They are not in the answers: make them beforehand to have them checked.",
      "creation-template",
    ],
    "a pull through cache": [
      resource("aws_ecr_pull_through_cache_rule.p"),
      "makes repositories that are in no input when images are pulled. They are not in the answers: make them beforehand to have them checked.",
      "pull-through-cache-rule",
    ],
    "a permission set": [
      resource("aws_ssoadmin_permission_set.s"),
      "makes a role in each account that it is assigned in. Name the role (AWSReservedSSO_…) and its policies in a topology to have it in the answers.",
      "permission-set",
    ],
    replication: [resource("aws_ecr_replication_configuration.r")],
  };
  for (const [name, [ignored, message, kind]] of Object.entries(cases)) {
    it(`${message === undefined ? "is" : "leaves a gap for"} ${name}`, () => {
      const gaps = message === undefined || kind === undefined ? [] : [gapOf(kind, ignored.source, message)];
      // What ECR makes by itself is in the model for the rules about its encryption; the proof does not ask about it.
      const { madeByEcr, ...others } = modelOf(ignored);
      expect(others).to.deep.equal(model({ gaps }));
    });
  }
});
