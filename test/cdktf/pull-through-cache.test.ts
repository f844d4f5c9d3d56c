import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import type { PullThroughCacheProps } from "../../cdktf";
import { PullThroughCache, RegistryHub } from "../../cdktf";
import { planPullThroughCache, PolicyError, policyJson } from "../../shared";

const REGISTRY = "123456789012";
const KEY_ARN = `arn:aws:kms:us-east-1:${REGISTRY}:key/12345678-1234-1234-1234-123456789012`;
const BASE = { region: "us-east-1", registryAccountId: REGISTRY, keyArn: KEY_ARN } as const;

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function synthesized(program: (stack: TerraformStack) => void): Resources {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  return (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
}

const cache = (config: Omit<PullThroughCacheProps, keyof typeof BASE>): Resources =>
  synthesized((stack) => new PullThroughCache(stack, "cache", { ...BASE, ...config }));

describe("cdktf PullThroughCache", () => {
  it("makes a rule whose prefix is the id of the policy of the registry", () => {
    const rules = { "registry-policy": { upstreamRegistryUrl: "quay.io", pull: ["222222222222"] } };
    const managed = cache({ rules, manageRegistryPolicy: true });
    expect(Object.keys(managed)).to.include.members(["aws_ecr_registry_policy", "aws_ecr_pull_through_cache_rule"]);
    const [address] = Object.keys(cache({ rules })["aws_ecr_pull_through_cache_rule"] ?? {});
    expect(address).to.match(/^cache_registry-policy_rule_/);
  });

  it("makes rule, template and role, each after what it needs", () => {
    const rules = { "team/quay": { upstreamRegistryUrl: "quay.io" } };
    const template = planPullThroughCache({ ...BASE, rules }).rules[0]?.template;
    const role = template?.role;
    const resources = cache({ rules });
    const made = Object.entries(resources).flatMap(([type, byId]) =>
      Object.entries(byId).map(([, values]) => [type, values] as const),
    );
    const addressOf = (type: string): string => `${type}.${Object.keys(resources[type] ?? {})[0] ?? "none"}`;
    expect(made.map(([type, { description: _, ...values }]) => [type, values])).to.deep.equal([
      [
        "aws_ecr_pull_through_cache_rule",
        {
          ecr_repository_prefix: `\${${addressOf("aws_ecr_repository_creation_template")}.prefix}`,
          upstream_registry_url: "quay.io",
        },
      ],
      [
        "aws_ecr_repository_creation_template",
        {
          applied_for: ["PULL_THROUGH_CACHE"],
          custom_role_arn: `\${${addressOf("aws_iam_role")}.arn}`,
          depends_on: [addressOf("aws_iam_role_policy")],
          encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY_ARN }],
          image_tag_mutability: "IMMUTABLE",
          prefix: "team/quay",
        },
      ],
      ["aws_iam_role", { assume_role_policy: role && policyJson(role.trustPolicy), name: role?.name }],
      [
        "aws_iam_role_policy",
        { name: "ecr", policy: role && policyJson(role.policy), role: `\${${addressOf("aws_iam_role")}.name}` },
      ],
    ]);
    expect(template?.customRoleArn).to.equal(`arn:aws:iam::${REGISTRY}:role/${role?.name ?? ""}`);
  });

  it("makes a role for an upstream that is ECR, and the rule waits for its policy", () => {
    const rules = { base: { upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com" } };
    const resources = cache({ rules });
    const roles = Object.values(resources["aws_iam_role"] ?? {}).map(({ name }) => name);
    expect(roles).to.have.members(["ecr-template-us-east-1-base", "ecr-cache-us-east-1-base"]);
    const [rule] = Object.values(resources["aws_ecr_pull_through_cache_rule"] ?? {});
    expect(rule?.["custom_role_arn"]).to.match(/^\$\{aws_iam_role\..*upstream.*\.arn\}$/);
    expect(rule?.["depends_on"]).to.match(/^aws_iam_role_policy\..*upstream/);
  });

  it("makes the registry policy, with IAM variables left to IAM, only when told so", () => {
    const rules = { quay: { upstreamRegistryUrl: "quay.io", pull: ["222222222222"] } };
    expect(cache({ rules })).to.not.have.property("aws_ecr_registry_policy");
    const plan = planPullThroughCache({ ...BASE, rules, manageRegistryPolicy: true });
    const policies = Object.values(cache({ rules, manageRegistryPolicy: true })["aws_ecr_registry_policy"] ?? {});
    expect(policies).to.deep.equal([{ policy: plan.registryPolicy && policyJson(plan.registryPolicy) }]);
  });

  it("has outputs for those who put policies together themselves", () => {
    const rules = {
      base: { upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com", pull: ["333333333333"] },
    };
    synthesized((stack) => {
      const made = new PullThroughCache(stack, "cache", { ...BASE, rules });
      const plan = planPullThroughCache({ ...BASE, rules });
      expect(made.registryPolicyStatements).to.deep.equal(plan.registryPolicyStatements);
      expect(made.identityPolicies).to.deep.equal(plan.identityPolicies);
      expect(made.upstreamStatements).to.deep.equal(plan.upstreamStatements);
      expect(Object.keys(made.templateRoleArns)).to.deep.equal(["base"]);
    });
  });

  it("encrypts with the key of a hub, and lets every resource be changed", () => {
    const tags = { team: "platform" };
    const resources = synthesized((stack) => {
      const provider = new AwsProvider(stack, "aws", { region: "us-east-1", alias: "registry" });
      const topology = { region: "us-east-1", registryAccountId: REGISTRY, repositories: { app: {} } };
      const { keyArn } = new RegistryHub(stack, "hub", { topology, provider });
      new PullThroughCache(stack, "cache", {
        ...{ ...BASE, keyArn, provider, tags, manageRegistryPolicy: true },
        rules: {
          base: { upstreamRegistryUrl: "222222222222.dkr.ecr.eu-west-1.amazonaws.com", pull: ["333333333333"] },
        },
        transform: {
          creationTemplate: { description: "changed" },
          templateRole: { permissionsBoundary: "arn:aws:iam::aws:policy/boundary" },
          templateRolePolicy: { name: "changed" },
          upstreamRole: (config) => ({ ...config, path: "/ecr/" }),
          upstreamRolePolicy: { name: "changed-too" },
          rule: { id: "rule" },
          registryPolicy: { id: "policy" },
        },
      });
    });
    const valuesOf = (type: string): readonly Readonly<Record<string, unknown>>[] =>
      Object.values(resources[type] ?? {});
    const [template] = valuesOf("aws_ecr_repository_creation_template");
    expect(template?.["description"]).to.equal("changed");
    const [key = "none"] = Object.keys(resources["aws_kms_key"] ?? {});
    expect(template?.["encryption_configuration"]).to.deep.equal([
      { encryption_type: "KMS", kms_key: `\${aws_kms_key.${key}.arn}` },
    ]);
    expect(
      valuesOf("aws_iam_role").map((role) => [role["permissions_boundary"], role["path"], role["tags"]]),
    ).to.have.deep.members([
      ["arn:aws:iam::aws:policy/boundary", undefined, tags],
      [undefined, "/ecr/", tags],
    ]);
    expect(valuesOf("aws_iam_role_policy").map(({ name }) => name)).to.have.members(["changed", "changed-too"]);
    expect(valuesOf("aws_ecr_pull_through_cache_rule")[0]?.["id"]).to.equal("rule");
    expect(valuesOf("aws_ecr_registry_policy")[0]?.["id"]).to.equal("policy");
    for (const type of Object.keys(resources))
      for (const values of valuesOf(type)) expect(values["provider"], type).to.equal("aws.registry");
  });

  it("throws every finding, and synthesizes nothing", () => {
    expect(() => cache({ rules: { hub: { upstreamRegistryUrl: "docker.io" } }, manageRegistryPolicy: 1 as never }))
      .to.throw(PolicyError)
      .with.property("findings")
      .with.length(2);
  });
});
