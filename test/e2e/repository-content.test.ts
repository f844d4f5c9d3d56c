import { ECRClient, GetLifecyclePolicyCommand, GetRegistryScanningConfigurationCommand } from "@aws-sdk/client-ecr";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DeployableStack } from "../support/deployment";
import { deployableStacks, synthesize } from "../support/deployment";
import { sharedEmulator } from "../support/shared-emulator";
import { build, policy, topology } from "./repository-content-program";

describe("lifecycle policies and scanning with Terraform", function () {
  let work: string;
  let endpoint: string;
  let stack: DeployableStack;

  before(async function () {
    const { emulator, mirror } = await sharedEmulator(this);
    await emulator.reset();
    endpoint = emulator.endpoint;
    work = mkdtempSync(join(tmpdir(), "ecr-kms-repository-content-"));
    const synthesized = join(work, "synthesized");
    synthesize(build, synthesized);
    const [only] = deployableStacks({ synthesized, work, endpoint, mirror });
    if (!only) throw new Error("the program has no stack");
    stack = only;
    await stack.terraform.init();
    await stack.terraform.validate();
    await stack.terraform.apply();
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  it("leave in AWS the text of the policy and the rules of the scanning, as planned", async () => {
    const ecr = await registry(endpoint);
    const { lifecyclePolicyText } = await ecr.send(new GetLifecyclePolicyCommand({ repositoryName: "team/web" }));
    // The provider sorts the properties of the text.
    expect(JSON.parse(lifecyclePolicyText ?? "")).to.deep.equal(policy);
    const { scanningConfiguration } = await ecr.send(new GetRegistryScanningConfigurationCommand({}));
    expect(scanningConfiguration?.scanType).to.equal("ENHANCED");
    expect(
      (scanningConfiguration?.rules ?? []).map(({ scanFrequency, repositoryFilters = [] }) => [
        scanFrequency,
        repositoryFilters.map(({ filter, filterType }) => `${filter} ${filterType}`).sort(),
      ]),
    ).to.have.deep.members([
      ["CONTINUOUS_SCAN", ["prod WILDCARD", "team/* WILDCARD"]],
      ["SCAN_ON_PUSH", ["* WILDCARD"]],
    ]);
  });

  it("have nothing left to change", async () => {
    expect(await stack.terraform.hasChanges()).to.equal(false);
  });
});

/** The registry account, entered the way the stack does: by assuming its administrator role. */
async function registry(endpoint: string): Promise<ECRClient> {
  const { region, registryAccountId } = topology;
  const sts = new STSClient({
    endpoint,
    region,
    credentials: { accessKeyId: "emulated", secretAccessKey: "emulated" },
  });
  const RoleArn = `arn:aws:iam::${registryAccountId}:role/OrganizationAccountAccessRole`;
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
