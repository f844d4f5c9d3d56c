import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeRegistryCommand, ECRClient, GetRegistryPolicyCommand } from "@aws-sdk/client-ecr";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { proveAccess } from "../../cli/access";
import { planReplica, planReplicaTemplates, planReplication } from "../../shared";
import type { DeployableStack } from "../support/deployment";
import { deployableStacks, synthesize } from "../support/deployment";
import { AccountReader } from "../support/read-back";
import { sharedEmulator } from "../support/shared-emulator";
import { build, byTemplate, DR, NODES, REGION, REGISTRY, replication, topology } from "./replication-program";

describe("replication with Terraform", function () {
  let work: string;
  let endpoint: string;
  let stacks: ReadonlyMap<string, DeployableStack>;

  before(async function () {
    const { emulator, mirror } = await sharedEmulator(this);
    await emulator.reset();
    ({ endpoint } = emulator);
    work = mkdtempSync(join(tmpdir(), "ecr-kms-replication-"));
    const synthesized = join(work, "synthesized");
    synthesize(build, synthesized);
    const deployable = deployableStacks({ synthesized, work, endpoint, mirror });
    stacks = new Map(deployable.map((stack) => [stack.name, stack]));
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  const stack = (name: string): DeployableStack => {
    const found = stacks.get(name);
    if (!found) throw new Error(`there is no stack ${name}`);
    return found;
  };

  it("deploys the destination, then the source, and has nothing left to change", async () => {
    expect(stack("registry").dependencies).to.deep.equal(["dr"]);
    for (const name of ["dr", "registry", "reader"]) {
      const { terraform } = stack(name);
      await terraform.init();
      await terraform.validate();
      await terraform.apply();
      expect(await terraform.hasChanges(), name).to.equal(false);
    }
  });

  it("encrypts the replicas with a key of the destination, and gives them the policies of its readers", async () => {
    const reader = await AccountReader.enter(endpoint, REGION, DR);
    const plan = planReplica({ replication, region: REGION, accountId: DR });
    const key = await reader.readKey("alias/ecr/registry");
    expect(key.arn).to.match(new RegExp(`^arn:aws:kms:${REGION}:${DR}:key/`));
    expect(key.policy).to.deep.equal(plan.key?.policy);
    for (const { name, policy } of plan.repositories) {
      const { keyArn, encryptionType } = await reader.readRepository(name);
      expect({ keyArn, encryptionType }, name).to.deep.equal({ keyArn: key.arn, encryptionType: "KMS" });
      expect(await reader.readRepositoryPolicy(name), name).to.deep.equal(policy);
    }
  });

  it("lets the source replicate, and tells it to", async () => {
    const destination = await registryOf(endpoint, REGION, DR);
    const { policyText = "" } = await destination.send(new GetRegistryPolicyCommand({}));
    expect(JSON.parse(policyText)).to.deep.equal(
      planReplica({ replication, region: REGION, accountId: DR }).registryPolicy,
    );
    const source = await registryOf(endpoint, topology.region, REGISTRY);
    const { replicationConfiguration } = await source.send(new DescribeRegistryCommand({}));
    expect(replicationConfiguration).to.deep.equal(planReplication({ replication }));
  });

  it("lets the readers of the source, and nobody else, pull the replicas", async () => {
    for (const name of ["dr", "reader"])
      writeFileSync(join(work, `${name}.json`), JSON.stringify(await stack(name).terraform.show()));
    const nobody = { "create-repository": [], push: [], "delete-repository": [], "administer-key": [] };
    const access = { ...nobody, pull: [NODES], "pull-by-lambda": [] };
    const expected = { kmsModel: "two-way", repositories: { "team/api": access, "team/web": access } };
    writeFileSync(join(work, "expected-access.json"), JSON.stringify(expected));
    const inputs = ["dr.json", "reader.json"];
    const { differences } = await proveAccess(inputs, { expect: "expected-access.json", folder: work });
    expect(differences.map(({ message }) => message)).to.deep.equal([]);
  });

  it("plans the templates and roles that the emulator does not make", async () => {
    const accounts = { "planned-far": DR, "planned-near": REGISTRY };
    for (const [name, accountId] of Object.entries(accounts)) {
      const { terraform } = stack(name);
      await terraform.init();
      await terraform.validate();
      await terraform.plan("plan");
      const { resource_changes: changes } = (await terraform.show("plan")) as PlanJson;
      const [template] = planReplicaTemplates({ replication: byTemplate, region: REGION, accountId, keyArn: "later" });
      const after = changes.find(({ type }) => type === "aws_ecr_repository_creation_template")?.change.after;
      expect(after, name).to.deep.include({ prefix: "team", applied_for: ["REPLICATION"] });
      const policy = after?.["repository_policy"];
      expect(typeof policy === "string" ? JSON.parse(policy) : undefined, name).to.deep.equal(
        template?.repositoryPolicy,
      );
      expect(changes.find(({ type }) => type === "aws_iam_role")?.change.after, name).to.deep.include({
        name: "ecr-template-eu-west-1-team",
      });
    }
  });
});

interface PlanJson {
  readonly resource_changes: readonly {
    readonly type: string;
    readonly change: { readonly after: Readonly<Record<string, unknown>> };
  }[];
}

/** The registry of an account, entered as the stacks do. */
async function registryOf(endpoint: string, region: string, accountId: string): Promise<ECRClient> {
  const credentials = { accessKeyId: "emulated", secretAccessKey: "emulated" };
  const sts = new STSClient({ endpoint, region, credentials });
  const RoleArn = `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: "read-back" }));
  return new ECRClient({
    endpoint,
    region,
    credentials: {
      accessKeyId: Credentials?.AccessKeyId ?? "",
      secretAccessKey: Credentials?.SecretAccessKey ?? "",
      sessionToken: Credentials?.SessionToken ?? "",
    },
  });
}
