import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ReplicaRegistry, ReplicatedRegistry } from "../../pulumi";
import type { RegistryTopology, ReplicationConfig } from "../../shared";
import { planReplica, planReplicaTemplates, policyJson } from "../../shared";
import { runPulumi, type RegisteredResource } from "../support/pulumi-mocks";

const HUB = "123456789012";
const DR = "222222222222";
const HUB_KEY = `arn:aws:kms:eu-west-1:${HUB}:key/12345678-1234-1234-1234-123456789012`;
const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: HUB,
  repositories: { "team/web": { pull: ["333333333333"] }, orders: {} },
};
const replication: ReplicationConfig = {
  topology,
  destinations: [{ region: "eu-west-1" }, { region: "eu-west-1", accountId: DR }],
};
const CONFIGURATION = "aws:ecr/replicationConfiguration:ReplicationConfiguration";
const TEMPLATE = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const REGISTRY_POLICY = "aws:ecr/registryPolicy:RegistryPolicy";

function inputsOf(resources: readonly RegisteredResource[], type: string): readonly RegisteredResource["inputs"][] {
  return resources.filter((resource) => resource.type === type).map(({ inputs }) => inputs);
}

describe("pulumi ReplicatedRegistry", () => {
  it("registers the one replication configuration of the registry", async () => {
    const { resources } = await runPulumi(() => new ReplicatedRegistry("registry", { replication }));
    expect(inputsOf(resources, CONFIGURATION)).to.deep.equal([
      {
        replicationConfiguration: {
          rules: [
            {
              destinations: [
                { region: "eu-west-1", registryId: HUB },
                { region: "eu-west-1", registryId: DR },
              ],
              repositoryFilters: [
                { filter: "orders", filterType: "PREFIX_MATCH" },
                { filter: "team/web", filterType: "PREFIX_MATCH" },
              ],
            },
          ],
        },
      },
    ]);
  });

  it("replicates within an account that is an output, and takes a transform", async () => {
    const { resources } = await runPulumi(
      () =>
        new ReplicatedRegistry("registry", {
          replication: {
            topology: { ...topology, registryAccountId: pulumi.output(HUB) },
            destinations: [{ region: "eu-west-1" }],
            prefixes: ["orders"],
          },
          transform: { replicationConfiguration: (args) => ({ ...args, region: "us-east-1" }) },
        }),
    );
    expect(inputsOf(resources, CONFIGURATION)).to.deep.equal([
      {
        replicationConfiguration: {
          rules: [
            {
              destinations: [{ region: "eu-west-1", registryId: HUB }],
              repositoryFilters: [{ filter: "orders", filterType: "PREFIX_MATCH" }],
            },
          ],
        },
        region: "us-east-1",
      },
    ]);
  });

  it("refuses a destination that is an output before anything is registered", async () => {
    const { resources, result } = await runPulumi(() => {
      try {
        const destinations = [{ region: pulumi.output("eu-west-1") }];
        return new ReplicatedRegistry("registry", { replication: { topology, destinations } });
      } catch (error) {
        return error;
      }
    });
    expect(result)
      .to.be.instanceOf(pulumi.ResourceError)
      .with.property("message")
      .that.includes("UNRESOLVED_STRUCTURE");
    expect(resources).to.deep.equal([]);
  });
});

describe("pulumi ReplicaRegistry", () => {
  it("encrypts with the key that it makes, whoever makes the repository", async () => {
    const { resources, result } = await runPulumi(
      () => new ReplicaRegistry("replica", { replication, region: "eu-west-1" }),
      { keyArn: HUB_KEY },
    );
    const config = { replication, region: "eu-west-1", keyArn: HUB_KEY };
    expect(inputsOf(resources, ROLE_POLICY).map(({ policy }) => policy)).to.deep.equal(
      planReplicaTemplates(config).map(({ role }) => policyJson(role.policy)),
    );
    const encrypted = [{ encryptionType: "KMS", kmsKey: HUB_KEY }];
    const repositories = inputsOf(resources, "aws:ecr/repository:Repository");
    expect(repositories.map(({ name, encryptionConfigurations }) => [name, encryptionConfigurations])).to.deep.equal([
      ["orders", encrypted],
      ["team/web", encrypted],
    ]);
    expect(
      inputsOf(resources, TEMPLATE).map((each) => [each["prefix"], each["encryptionConfigurations"]]),
    ).to.deep.equal([["ROOT", encrypted]]);
    expect(Object.keys(result.templateRoleArns)).to.deep.equal(["ROOT"]);
    expect(inputsOf(resources, REGISTRY_POLICY)).to.deep.equal([]);
    expect(resources.filter(({ protect }) => protect).map(({ type }) => type)).to.have.members([
      "aws:kms/key:Key",
      "aws:ecr/repository:Repository",
      "aws:ecr/repository:Repository",
    ]);
  });

  it("lets another account replicate, from grantees that are outputs", async () => {
    const config = { replication, region: "eu-west-1", accountId: DR };
    const { resources } = await runPulumi(
      () =>
        new ReplicaRegistry("replica", {
          ...config,
          replication: {
            ...replication,
            topology: {
              ...topology,
              repositories: { ...topology.repositories, "team/web": { pull: [pulumi.output("333333333333")] } },
            },
          },
        }),
      { keyArn: HUB_KEY },
    );
    const { registryPolicy, repositories } = planReplica(config);
    expect(inputsOf(resources, REGISTRY_POLICY)).to.deep.equal([
      { policy: registryPolicy && policyJson(registryPolicy) },
    ]);
    expect(inputsOf(resources, "aws:ecr/repositoryPolicy:RepositoryPolicy").map(({ policy }) => policy)).to.deep.equal(
      repositories.flatMap(({ policy }) => (policy ? [policyJson(policy)] : [])),
    );
    expect(inputsOf(resources, TEMPLATE)).to.deep.equal([]);
  });

  it("gives a template the policy of readers that are outputs", async () => {
    const args = (reader: pulumi.Input<string>) => ({
      replication: {
        topology: { ...topology, repositories: { "team/web": { pull: [reader] } } },
        destinations: [{ region: "eu-west-1", repositories: "template" as const }],
        prefixes: ["team/"],
      },
      region: "eu-west-1",
    });
    const { resources } = await runPulumi(() => new ReplicaRegistry("replica", args(pulumi.output("333333333333"))), {
      keyArn: HUB_KEY,
    });
    const [template] = inputsOf(resources, TEMPLATE);
    const [planned] = planReplicaTemplates({ ...args("333333333333"), keyArn: HUB_KEY } as never);
    expect(template?.["repositoryPolicy"]).to.equal(planned?.repositoryPolicy && policyJson(planned.repositoryPolicy));
  });

  it("knows in a preview what it makes, and its names", async () => {
    const { resources } = await runPulumi(
      () => {
        const role = new aws.iam.Role("role", { name: "reader", assumeRolePolicy: "{}" });
        const repositories = { "team/web": { pull: [role.arn] } };
        return new ReplicaRegistry("replica", {
          replication: { topology: { ...topology, repositories }, destinations: [{ region: "eu-west-1" }] },
          region: "eu-west-1",
        });
      },
      { preview: true },
    );
    expect(inputsOf(resources, "aws:ecr/repository:Repository").map(({ name }) => name)).to.deep.equal(["team/web"]);
    expect(inputsOf(resources, TEMPLATE).map(({ prefix }) => prefix)).to.deep.equal(["ROOT"]);
    expect(inputsOf(resources, "aws:kms/alias:Alias").map(({ name }) => name)).to.deep.equal(["alias/ecr/registry"]);
  });

  it("uses a key that is given as an output", async () => {
    const { resources } = await runPulumi(
      () =>
        new ReplicaRegistry("replica", {
          replication: { topology, destinations: [{ region: "eu-west-1", keyArn: pulumi.output(HUB_KEY) }] },
          region: "eu-west-1",
        }),
    );
    expect(inputsOf(resources, "aws:kms/key:Key")).to.deep.equal([]);
    expect(inputsOf(resources, TEMPLATE)[0]?.["encryptionConfigurations"]).to.deep.equal([
      { encryptionType: "KMS", kmsKey: HUB_KEY },
    ]);
  });

  it("changes each resource by its transform", async () => {
    const { resources } = await runPulumi(
      () =>
        new ReplicaRegistry("replica", {
          replication,
          region: "eu-west-1",
          accountId: DR,
          transform: {
            key: { description: "changed" },
            registryPolicy: (args) => ({ ...args, region: "eu-west-1" }),
          },
        }),
      { keyArn: HUB_KEY },
    );
    expect(inputsOf(resources, "aws:kms/key:Key")[0]?.["description"]).to.equal("changed");
    expect(inputsOf(resources, REGISTRY_POLICY)[0]?.["region"]).to.equal("eu-west-1");
  });

  it("refuses what is no destination before anything is registered", async () => {
    const { resources, result } = await runPulumi(() => {
      try {
        return new ReplicaRegistry("replica", { replication, region: "eu-west-2" });
      } catch (error) {
        return error;
      }
    });
    expect(result).to.be.instanceOf(pulumi.ResourceError).with.property("message").that.includes("UNKNOWN_DESTINATION");
    expect(resources).to.deep.equal([]);
  });
});
