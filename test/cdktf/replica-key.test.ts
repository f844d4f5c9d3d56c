import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, Testing } from "cdktf";
import { expect } from "chai";
import { RegistryHub, ReplicaKey, RepositoryKey } from "../../cdktf";
import type { RegistryTopology } from "../../shared";
import { keyPolicy, policyJson, PolicyError } from "../../shared";

const REGISTRY = "123456789012";
const PRIMARY = `arn:aws:kms:us-east-1:${REGISTRY}:key/mrk-1234abcd12ab34cd56ef1234567890ab`;
const topology: RegistryTopology = {
  region: "us-east-1",
  registryAccountId: REGISTRY,
  repositories: { app: { pull: ["222222222222"] } },
};
const ireland: RegistryTopology = { ...topology, region: "eu-west-1" };

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

function synthesized(program: (stack: TerraformStack) => void): Resources {
  const stack = new TerraformStack(Testing.app(), "stack");
  program(stack);
  return (JSON.parse(Testing.synth(stack)) as { resource: Resources }).resource;
}

/** The only resource of a type. */
function only(resources: Resources, type: string): Readonly<Record<string, unknown>> {
  const found = Object.values(resources[type] ?? {});
  expect(found, type).to.have.length(1);
  return found[0] ?? {};
}

describe("cdktf ReplicaKey", () => {
  it("replicates the key of the same program, for a hub of the other Region", () => {
    const resources = synthesized((stack) => {
      const provider = new AwsProvider(stack, "ireland", { region: "eu-west-1", alias: "ireland" });
      const key = new RepositoryKey(stack, "key", { topology, multiRegion: true });
      const replica = new ReplicaKey(stack, "replica", { topology: ireland, primaryKeyArn: key.keyArn, provider });
      new RegistryHub(stack, "hub", { topology: ireland, keyArn: replica.keyArn, provider });
      expect(replica.aliasName).to.equal("alias/ecr/registry");
      expect(replica.keyPolicy).to.deep.equal(keyPolicy(ireland));
      expect(replica.keyPolicyJson).to.equal(policyJson(keyPolicy(ireland)));
      expect(key.keyPolicyJson).to.equal(policyJson(key.keyPolicy));
    });
    const [primaryId] = Object.keys(resources["aws_kms_key"] ?? {});
    const [replicaId] = Object.keys(resources["aws_kms_replica_key"] ?? {});
    expect(only(resources, "aws_kms_replica_key")).to.deep.equal({
      primary_key_arn: `\${aws_kms_key.${primaryId}.arn}`,
      description: "Encrypts Amazon ECR repositories",
      deletion_window_in_days: 30,
      policy: policyJson(keyPolicy(ireland)),
      provider: "aws.ireland",
      lifecycle: { prevent_destroy: true },
    });
    expect(Object.values(resources["aws_kms_alias"] ?? {})).to.deep.include({
      name: "alias/ecr/registry",
      target_key_id: `\${aws_kms_replica_key.${replicaId}.key_id}`,
      provider: "aws.ireland",
    });
    const { encryption_configuration } = only(resources, "aws_ecr_repository");
    expect(encryption_configuration).to.deep.equal([
      { encryption_type: "KMS", kms_key: `\${aws_kms_replica_key.${replicaId}.arn}` },
    ]);
  });

  it("makes the grants of its Region on the replica", () => {
    const resources = synthesized(
      (stack) =>
        new ReplicaKey(stack, "replica", {
          topology: { ...ireland, kmsAccess: "kms-grants" },
          primaryKeyArn: PRIMARY,
        }),
    );
    const [replicaId] = Object.keys(resources["aws_kms_replica_key"] ?? {});
    expect(only(resources, "aws_kms_grant")).to.deep.include({
      key_id: `\${aws_kms_replica_key.${replicaId}.key_id}`,
      constraints: [
        { encryption_context_subset: { "aws:ecr:arn": `arn:aws:ecr:eu-west-1:${REGISTRY}:repository/app` } },
      ],
    });
  });

  it("takes tags, no protection, and changes to each resource", () => {
    const resources = synthesized(
      (stack) =>
        new ReplicaKey(stack, "replica", {
          topology: ireland,
          primaryKeyArn: PRIMARY,
          enabled: false,
          deletionProtection: false,
          tags: { team: "platform" },
          transform: { key: { description: "changed" }, alias: (alias) => ({ ...alias, name: "alias/changed" }) },
        }),
    );
    expect(only(resources, "aws_kms_replica_key")).to.deep.equal({
      primary_key_arn: PRIMARY,
      description: "changed",
      enabled: false,
      deletion_window_in_days: 30,
      policy: policyJson(keyPolicy(ireland)),
      tags: { team: "platform" },
    });
    expect(only(resources, "aws_kms_alias")["name"]).to.equal("alias/changed");
  });

  it("refuses the Region of its primary key", () => {
    const make = (): unknown =>
      synthesized((stack) => new ReplicaKey(stack, "replica", { topology, primaryKeyArn: PRIMARY }));
    expect(make).to.throw(PolicyError, "REPLICA_KEY_CONFLICT");
  });
});

describe("cdktf RepositoryKey", () => {
  it("gives every key option to Terraform by its own name", () => {
    const resources = synthesized(
      (stack) =>
        new RepositoryKey(stack, "key", {
          topology,
          isEnabled: false,
          customKeyStoreId: "cks-1234567890abcdef0",
          xksKeyId: "hsm-3",
          deletionWindowInDays: 7,
          deployer: `arn:aws:iam::${REGISTRY}:role/terraform`,
          separateAdministrators: true,
          dangerouslyBypassPolicyLockoutSafetyCheck: true,
        }),
    );
    expect(only(resources, "aws_kms_key")).to.deep.equal({
      description: "Encrypts Amazon ECR repositories",
      is_enabled: false,
      enable_key_rotation: false,
      deletion_window_in_days: 7,
      multi_region: false,
      custom_key_store_id: "cks-1234567890abcdef0",
      xks_key_id: "hsm-3",
      bypass_policy_lockout_safety_check: true,
      policy: policyJson(keyPolicy(topology)),
      lifecycle: { prevent_destroy: true },
    });
  });
});
