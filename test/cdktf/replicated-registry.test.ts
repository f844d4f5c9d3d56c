import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { expect } from "chai";
import { ReplicaRegistry, ReplicatedRegistry, RepositoryKey } from "../../cdktf";
import type { RegistryTopology, ReplicationConfig } from "../../shared";
import { planReplica, policyJson } from "../../shared";

const HUB = "123456789012";
const DR = "222222222222";
const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: HUB,
  repositories: { "team/web": { pull: ["333333333333"] }, orders: {} },
};
const replication: ReplicationConfig = {
  topology,
  destinations: [{ region: "eu-west-1" }, { region: "eu-west-1", accountId: DR }],
};

type Values = Readonly<Record<string, unknown>>;
type Resources = Readonly<Record<string, Readonly<Record<string, Values>>>>;

function resourcesOf(program: (stack: TerraformStack) => void): Resources {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  return (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
}

/** The values of the only resource of a type. */
function only(resources: Resources, type: string): Values {
  const all = Object.values(resources[type] ?? {});
  const [first] = all;
  if (first === undefined || all.length > 1) throw new Error(`there are ${all.length} resources of type ${type}`);
  return first;
}

const counts = (resources: Resources): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(resources).map(([type, all]) => [type, Object.keys(all).length]));

describe("cdktf ReplicatedRegistry", () => {
  it("makes the one replication configuration of the registry", () => {
    const resources = resourcesOf((stack) => {
      const { rules } = new ReplicatedRegistry(stack, "replication", { replication });
      expect(rules).to.have.length(1);
    });
    expect(counts(resources)).to.deep.equal({ aws_ecr_replication_configuration: 1 });
    expect(only(resources, "aws_ecr_replication_configuration")).to.deep.equal({
      replication_configuration: {
        rule: [
          {
            destination: [
              { region: "eu-west-1", registry_id: HUB },
              { region: "eu-west-1", registry_id: DR },
            ],
            repository_filter: [
              { filter: "orders", filter_type: "PREFIX_MATCH" },
              { filter: "team/web", filter_type: "PREFIX_MATCH" },
            ],
          },
        ],
      },
    });
  });

  it("replicates within an account that is a token", () => {
    const resources = resourcesOf((stack) => {
      const account = new TerraformVariable(stack, "account", { type: "string" });
      const own = {
        topology: { ...topology, registryAccountId: account.stringValue },
        destinations: [{ region: "eu-west-1" }],
      };
      new ReplicatedRegistry(stack, "replication", { replication: own });
    });
    expect(JSON.stringify(only(resources, "aws_ecr_replication_configuration"))).to.include(
      '"registry_id":"${var.account}"',
    );
  });

  it("is changed by its transform, and made by its provider", () => {
    const resources = resourcesOf((stack) => {
      const provider = new AwsProvider(stack, "registry", { alias: "registry" });
      new ReplicatedRegistry(stack, "replication", {
        replication,
        provider,
        transform: { replicationConfiguration: { replicationConfiguration: { rule: [] } } },
      });
    });
    expect(only(resources, "aws_ecr_replication_configuration")).to.deep.include({ provider: "aws.registry" });
    expect(JSON.stringify(only(resources, "aws_ecr_replication_configuration"))).to.not.include("eu-west-1");
  });

  it("refuses what is wrong", () => {
    expect(() =>
      resourcesOf((stack) => {
        new ReplicatedRegistry(stack, "replication", { replication: { ...replication, destinations: [] } });
      }),
    ).to.throw("names no destination [INVALID_OPTION]");
  });
});

describe("cdktf ReplicaRegistry", () => {
  it("makes key, repositories and a template for what else is replicated within the account", () => {
    const resources = resourcesOf((stack) => {
      const replica = new ReplicaRegistry(stack, "replica", { replication, region: "eu-west-1" });
      expect(Object.keys(replica.repositories)).to.deep.equal(["orders", "team/web"]);
      expect(Object.keys(replica.templateRoleArns)).to.deep.equal(["ROOT"]);
      expect(replica.key).to.be.instanceOf(RepositoryKey);
    });
    expect(counts(resources)).to.deep.equal({
      aws_kms_key: 1,
      aws_kms_alias: 1,
      aws_ecr_repository: 2,
      aws_ecr_repository_policy: 1,
      aws_iam_role: 1,
      aws_iam_role_policy: 1,
      aws_ecr_repository_creation_template: 1,
    });
    const key = `\${aws_kms_key.${Object.keys(resources["aws_kms_key"] ?? {})[0] ?? ""}.arn}`;
    expect(only(resources, "aws_ecr_repository_creation_template")["encryption_configuration"]).to.deep.equal([
      { encryption_type: "KMS", kms_key: key },
    ]);
    expect(only(resources, "aws_iam_role_policy")["policy"]).to.include(
      `{"Sid":"DescribeKeyAndRetireGrants","Effect":"Allow","Action":["kms:DescribeKey","kms:RetireGrant"],"Resource":["${key}"]}`,
    );
    const repositories = Object.values(resources["aws_ecr_repository"] ?? {});
    expect(repositories.map((repository) => repository["encryption_configuration"])).to.deep.equal(
      [1, 2].map(() => [{ encryption_type: "KMS", kms_key: key }]),
    );
    expect(repositories.map(({ lifecycle }) => lifecycle)).to.deep.equal([1, 2].map(() => ({ prevent_destroy: true })));
  });

  it("lets another account replicate into what it made", () => {
    const config = { replication, region: "eu-west-1", accountId: DR };
    const resources = resourcesOf((stack) => {
      const provider = new AwsProvider(stack, "dr", { alias: "dr" });
      new ReplicaRegistry(stack, "replica", { ...config, provider, tags: { team: "platform" } });
    });
    const { registryPolicy } = planReplica(config);
    expect(only(resources, "aws_ecr_registry_policy")).to.deep.equal({
      policy: registryPolicy && policyJson(registryPolicy),
      provider: "aws.dr",
    });
    expect(resources).to.not.have.property("aws_ecr_repository_creation_template");
    const tagged = Object.values(resources["aws_ecr_repository"] ?? {}).map(({ tags, provider }) => [tags, provider]);
    expect(tagged).to.deep.equal([1, 2].map(() => [{ team: "platform" }, "aws.dr"]));
  });

  it("gives addresses of their own to names that differ in a slash only", () => {
    const repositories = { "team/web": {}, "team-web": {}, "team.web": {} };
    const resources = resourcesOf((stack) => {
      const own = { ...replication, topology: { ...topology, repositories } };
      new ReplicaRegistry(stack, "replica", { replication: own, region: "eu-west-1" });
    });
    expect(Object.values(resources["aws_ecr_repository"] ?? {}).map(({ name }) => name)).to.have.members([
      "team/web",
      "team-web",
      "team.web",
    ]);
  });

  it("lets pull who is made in the same program", () => {
    const resources = resourcesOf((stack) => {
      const role = new IamRole(stack, "role", { name: "reader", assumeRolePolicy: "{}" });
      new ReplicaRegistry(stack, "replica", {
        replication: {
          topology: { ...topology, repositories: { "team/web": { pull: [role.arn] } } },
          destinations: [{ region: "eu-west-1", repositories: "template" }],
          prefixes: ["team/"],
        },
        region: "eu-west-1",
      });
    });
    expect(resources).to.not.have.property("aws_ecr_repository");
    expect(only(resources, "aws_ecr_repository_creation_template")["repository_policy"]).to.include(
      '"AWS":["${aws_iam_role.role.arn}"]',
    );
  });

  it("changes each resource by its transform", () => {
    const resources = resourcesOf((stack) => {
      new ReplicaRegistry(stack, "replica", {
        replication,
        region: "eu-west-1",
        furtherStatements: [{ Effect: "Deny", Principal: { AWS: ["*"] }, Action: ["ecr:*"], Resource: ["*"] }],
        transform: {
          key: { description: "changed" },
          repository: { imageTagMutability: "MUTABLE" },
          creationTemplate: { description: "changed" },
          templateRole: { description: "changed" },
          registryPolicy: (config) => ({ ...config, region: "eu-west-1" }),
        },
      });
    });
    expect(only(resources, "aws_kms_key")["description"]).to.equal("changed");
    expect(
      Object.values(resources["aws_ecr_repository"] ?? {}).map((each) => each["image_tag_mutability"]),
    ).to.deep.equal(["MUTABLE", "MUTABLE"]);
    expect(only(resources, "aws_ecr_repository_creation_template")["description"]).to.equal("changed");
    expect(only(resources, "aws_iam_role")["description"]).to.equal("changed");
    expect(only(resources, "aws_ecr_registry_policy")["region"]).to.equal("eu-west-1");
  });
});
