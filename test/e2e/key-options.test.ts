import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DescribeKeyCommand, KMSClient, ListAliasesCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import { keyPolicy } from "../../shared";
import type { DeployableStack } from "../support/deployment";
import { deployableStacks, synthesize } from "../support/deployment";
import { AccountReader } from "../support/read-back";
import { sharedEmulator } from "../support/shared-emulator";
import { build, disabled, ireland, PRIMARY_KEY_ARN, topology } from "./key-options-program";

describe("key options with Terraform", function () {
  let work: string;
  let kms: KMSClient;
  let endpoint: string;
  let stacks: ReadonlyMap<string, DeployableStack>;
  let keysMade: Promise<void>;

  before(async function () {
    const { emulator, mirror } = await sharedEmulator(this);
    await emulator.reset();
    ({ endpoint } = emulator);
    work = mkdtempSync(join(tmpdir(), "ecr-kms-key-options-"));
    const synthesized = join(work, "synthesized");
    synthesize(build, synthesized);
    const deployable = deployableStacks({ synthesized, work, endpoint, mirror });
    stacks = new Map(deployable.map((stack) => [stack.name, stack]));
    // The emulator takes credentials that it does not know for those of the account 123456789012.
    const credentials = { accessKeyId: "emulated", secretAccessKey: "emulated" };
    kms = new KMSClient({ endpoint, region: topology.region, credentials });
    // The provider waits half a minute until a key is surely disabled: the other stacks are worked on meanwhile.
    keysMade = apply(stack("keys"));
    keysMade.catch(() => undefined);
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  const stack = (name: string): DeployableStack => {
    const found = stacks.get(name);
    if (!found) throw new Error(`there is no stack ${name}`);
    return found;
  };
  const apply = async ({ terraform }: DeployableStack): Promise<void> => {
    await terraform.init();
    await terraform.apply();
  };
  const metadataOf = async (alias: string): Promise<object> => {
    const { KeyMetadata: { Enabled, MultiRegionConfiguration } = {} } = await kms.send(
      new DescribeKeyCommand({ KeyId: alias }),
    );
    return { Enabled, multiRegion: MultiRegionConfiguration?.MultiRegionKeyType ?? "no" };
  };

  it("plans a replica in another Region and a key in an external key store, neither of which the emulator makes", async () => {
    const { terraform } = stack("planned");
    await terraform.init();
    await terraform.validate();
    await terraform.plan("plan");
    const { resource_changes: changes } = (await terraform.show("plan")) as PlanJson;
    const after = (type: string): Readonly<Record<string, unknown>> =>
      changes.find((each) => each.type === type)?.change.after ?? {};
    const { policy, ...replica } = after("aws_kms_replica_key");
    expect(JSON.parse(String(policy))).to.deep.equal(keyPolicy(ireland));
    expect(replica).to.deep.include({
      primary_key_arn: PRIMARY_KEY_ARN,
      enabled: false,
      deletion_window_in_days: 30,
      bypass_policy_lockout_safety_check: false,
    });
    expect(after("aws_kms_key")).to.deep.include({
      custom_key_store_id: "cks-1234567890abcdef0",
      xks_key_id: "hsm-3",
      bypass_policy_lockout_safety_check: true,
      enable_key_rotation: false,
      is_enabled: true,
    });
  });

  it("makes a key for each team, and for a role of both the policies of both", async () => {
    for (const name of ["teams", "teams-cicd"]) {
      const { terraform } = stack(name);
      await terraform.init();
      await terraform.apply();
    }
    const { Aliases = [] } = await kms.send(new ListAliasesCommand({}));
    const targets = new Map(Aliases.map(({ AliasName, TargetKeyId }) => [AliasName, TargetKeyId]));
    const registry = await AccountReader.enter(endpoint, topology.region, topology.registryAccountId);
    const keys = ["payments/api", "search/web", "search/index"].map(
      async (name) => (await registry.readRepository(name)).keyArn?.split("/")[1],
    );
    const [payments, search] = [targets.get("alias/ecr/payments"), targets.get("alias/ecr/search")];
    expect(payments).to.be.a("string").and.not.to.equal(search);
    expect(await Promise.all(keys)).to.deep.equal([payments, search, search]);
    const spoke = await AccountReader.enter(endpoint, topology.region, "111111111111");
    expect(await spoke.readRolePolicies("cicd-role")).to.have.length(2);
  });

  it("makes a multi-Region primary key and a disabled key, and has nothing left to change", async () => {
    const { terraform } = stack("keys");
    await keysMade;
    expect(await metadataOf("alias/ecr/registry")).to.deep.equal({ Enabled: true, multiRegion: "PRIMARY" });
    expect(await metadataOf("alias/ecr/disabled")).to.deep.equal({ Enabled: false, multiRegion: "no" });
    const reader = await AccountReader.enter(endpoint, topology.region, topology.registryAccountId);
    expect((await reader.readKey("alias/ecr/disabled")).policy).to.deep.equal(keyPolicy(disabled));
    expect(await terraform.hasChanges()).to.equal(false);
  });
});

interface PlanJson {
  readonly resource_changes: readonly {
    readonly type: string;
    readonly change: { readonly after: Readonly<Record<string, unknown>> };
  }[];
}
