import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { RegistryHub, ReplicaKey, RepositoryKey } from "../../pulumi";
import { planned } from "../../pulumi/planned";
import type { PlannedReplicaKey } from "../../shared/plans";
import type { RegistryTopology, ReplicaKeyConfig } from "../../shared";
import { keyPolicy, policyJson } from "../../shared";
import { planReplicaKey } from "../../shared/plans";
import { runPulumi, type RegisteredResource } from "../support/pulumi-mocks";

const REGISTRY = "123456789012";
const KEY = "1234abcd12ab34cd56ef1234567890ab";
const PRIMARY = `arn:aws:kms:us-east-1:${REGISTRY}:key/mrk-${KEY}`;
const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  repositories: { app: { pull: ["222222222222"] } },
};
const ireland: RegistryTopology = { ...topology, region: "eu-west-1" };

function find(resources: readonly RegisteredResource[], type: string, name: string): RegisteredResource | undefined {
  return resources.find((each) => each.type === type && each.name === name);
}

const REPLICA = "aws:kms/replicaKey:ReplicaKey";

describe("pulumi ReplicaKey", () => {
  it("replicates a key that is an output, for the other Region", async () => {
    const { resources } = await runPulumi(
      () => {
        const key = new RepositoryKey("primary", { topology, multiRegion: true });
        return new ReplicaKey("ireland", { topology: ireland, primaryKeyArn: key.keyArn });
      },
      { keyArn: PRIMARY },
    );
    const replica = find(resources, REPLICA, "ireland-key");
    expect(replica?.protect).to.equal(true);
    expect(replica?.inputs).to.deep.equal({
      primaryKeyArn: PRIMARY,
      description: "Encrypts Amazon ECR repositories",
      deletionWindowInDays: 30,
      policy: policyJson(keyPolicy(ireland)),
    });
    expect(find(resources, "aws:kms/alias:Alias", "ireland-alias")?.inputs).to.deep.equal({
      name: "alias/ecr/registry",
      targetKeyId: "<ireland-key.keyId>",
    });
  });

  it("has outputs", async () => {
    const { result } = await runPulumi(() => {
      const {
        keyArn,
        keyId,
        aliasName,
        keyPolicyJson,
        keyPolicy: document,
      } = new ReplicaKey("ireland", {
        topology: ireland,
        primaryKeyArn: PRIMARY,
      });
      return new Promise((resolve) => pulumi.all([keyArn, keyId, aliasName, keyPolicyJson, document]).apply(resolve));
    });
    expect(await result).to.deep.equal([
      "<ireland-key.arn>",
      "<ireland-key.keyId>",
      "alias/ecr/registry",
      policyJson(keyPolicy(ireland)),
      keyPolicy(ireland),
    ]);
  });

  // The plan is read as the component reads it: a registered resource would fail beside the test.
  it("checks a primary key that is an output when it is known", async () => {
    const primaryKeyArn = pulumi.output(`arn:aws:kms:eu-west-1:${REGISTRY}:key/mrk-${KEY}`);
    const { result } = await runPulumi(() =>
      pulumi.output(
        planned<ReplicaKeyConfig, PlannedReplicaKey>({ topology: ireland, primaryKeyArn }, planReplicaKey).value(
          (plan) => plan.primaryKeyArn,
        ),
      ),
    );
    const failure = await (result as unknown as { promise(): Promise<string> })
      .promise()
      .catch((error: unknown) => error);
    expect(failure)
      .to.be.instanceOf(pulumi.ResourceError)
      .with.property("message")
      .that.includes("REPLICA_KEY_CONFLICT");
  });

  it("knows in a preview what it can", async () => {
    const { resources } = await runPulumi(
      () => {
        const key = new RepositoryKey("primary", { topology, multiRegion: true });
        const replica = new ReplicaKey("ireland", { topology: ireland, primaryKeyArn: key.keyArn, enabled: false });
        return new RegistryHub("hub", { topology: ireland, keyArn: replica.keyArn });
      },
      { preview: true },
    );
    expect(find(resources, REPLICA, "ireland-key")?.inputs).to.deep.include({
      description: "Encrypts Amazon ECR repositories",
      deletionWindowInDays: 30,
      enabled: false,
    });
    expect(find(resources, "aws:ecr/repository:Repository", "hub-app-repository")).to.not.equal(undefined);
  });

  it("makes grants, takes tags and changes, and leaves protection off when told to", async () => {
    const { resources } = await runPulumi(
      () =>
        new ReplicaKey("ireland", {
          topology: { ...ireland, kmsAccess: "kms-grants" },
          primaryKeyArn: PRIMARY,
          deletionProtection: false,
          tags: { team: "platform" },
          transform: { key: { description: "changed" }, alias: { name: "alias/changed" } },
        }),
    );
    const replica = find(resources, REPLICA, "ireland-key");
    expect(replica?.protect).to.equal(false);
    expect(replica?.inputs).to.deep.include({ description: "changed", tags: { team: "platform" } });
    expect(find(resources, "aws:kms/alias:Alias", "ireland-alias")?.inputs["name"]).to.equal("alias/changed");
    expect(find(resources, "aws:kms/grant:Grant", "ireland-grant-app/222222222222")?.inputs).to.deep.include({
      keyId: "<ireland-key.keyId>",
      constraints: [{ encryptionContextSubset: { "aws:ecr:arn": `arn:aws:ecr:eu-west-1:${REGISTRY}:repository/app` } }],
    });
  });

  it("refuses what a primary key has before anything is registered", async () => {
    const { resources, result } = await runPulumi(() => {
      try {
        return new ReplicaKey("ireland", { topology: ireland, primaryKeyArn: PRIMARY, multiRegion: true } as never);
      } catch (error) {
        return error;
      }
    });
    expect(result)
      .to.be.instanceOf(pulumi.ResourceError)
      .with.property("message")
      .that.includes("REPLICA_KEY_CONFLICT");
    expect(resources).to.deep.equal([]);
  });
});

describe("pulumi RepositoryKey", () => {
  const keyOf = async (args: object): Promise<RegisteredResource["inputs"] | undefined> => {
    const { resources } = await runPulumi(() => new RepositoryKey("registry", { topology, ...args }));
    return find(resources, "aws:kms/key:Key", "registry-key")?.inputs;
  };

  it("gives every key option to Pulumi by its own name, outputs among them", async () => {
    expect(
      await keyOf({
        isEnabled: pulumi.output(false),
        customKeyStoreId: "cks-1234567890abcdef0",
        xksKeyId: pulumi.output("hsm-3"),
        deployer: pulumi.output(`arn:aws:iam::${REGISTRY}:role/terraform`),
        separateAdministrators: true,
        dangerouslyBypassPolicyLockoutSafetyCheck: true,
      }),
    ).to.deep.equal({
      description: "Encrypts Amazon ECR repositories",
      isEnabled: false,
      enableKeyRotation: false,
      deletionWindowInDays: 30,
      multiRegion: false,
      customKeyStoreId: "cks-1234567890abcdef0",
      xksKeyId: "hsm-3",
      bypassPolicyLockoutSafetyCheck: true,
      policy: policyJson(keyPolicy(topology)),
    });
  });

  it("has no rotation period when rotation turns out to be off", async () => {
    expect(await keyOf({ enableKeyRotation: pulumi.output(false) })).to.not.have.property("rotationPeriodInDays");
    expect(await keyOf({ enableKeyRotation: pulumi.output(true) })).to.deep.include({ rotationPeriodInDays: 365 });
  });
});
