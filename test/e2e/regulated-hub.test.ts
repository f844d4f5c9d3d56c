import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { proveAccess } from "../../cli/access";
import { build } from "../../examples/regulated-hub/cdktf/main";
import type { DeployableStack } from "../support/deployment";
import { deployableStacks, synthesize } from "../support/deployment";
import { sharedEmulator } from "../support/shared-emulator";
import { sideBySide } from "../support/side-by-side";

const TEMPLATE_ROLE = "arn:aws:iam::123456789012:role/ecr-template-eu-west-1-ROOT";
const EXAMPLE = join(__dirname, "..", "..", "examples", "regulated-hub");

describe("regulated-hub with Terraform", function () {
  let work: string;
  let replica: DeployableStack;
  let deployed: readonly DeployableStack[];

  before(async function () {
    const { emulator, mirror } = await sharedEmulator(this);
    await emulator.reset();
    work = mkdtempSync(join(tmpdir(), "ecr-kms-regulated-hub-"));
    const synthesized = join(work, "synthesized");
    synthesize(build, synthesized);
    const stacks = deployableStacks({ synthesized, work, endpoint: emulator.endpoint, mirror });
    // The emulator has no repository creation templates: the replica is planned.
    replica = stacks.find(({ name }) => name === "replica") as DeployableStack;
    deployed = stacks.filter((stack) => stack !== replica);
  });

  after(() => {
    if (work) rmSync(work, { recursive: true, force: true });
  });

  it("deploys the hub and its spokes, and plans the replica", async () => {
    expect(deployed.map(({ name }) => name)).to.have.members(["hub", "spoke-deployer", "spoke-cicd", "spoke-payments"]);
    await sideBySide([...deployed, replica], async ({ name, terraform }) => {
      await terraform.init();
      await terraform.validate();
      if (name === "replica") await terraform.plan("tfplan");
      else await terraform.apply();
    });
  });

  it("has nothing left to change", async () => {
    await sideBySide(deployed, async ({ name, terraform }) => {
      expect(await terraform.hasChanges(), name).to.equal(false);
    });
  });

  it("gives exactly the intended access, proved from the states and the plan", async () => {
    await sideBySide(deployed, async ({ name, terraform }) => {
      writeFileSync(join(work, `${name}.json`), JSON.stringify(await terraform.show()));
    });
    writeFileSync(join(work, "replica.json"), JSON.stringify(await replica.terraform.show("tfplan")));
    const { differences } = await proveAccess(
      [...deployed, replica].map(({ name }) => `${name}.json`),
      {
        expect: join(EXAMPLE, "expected-access.json"),
        config: join(EXAMPLE, "ecr-kms.config.json"),
        folder: work,
      },
    );
    // A plan does not say what a policy will be that names a key to be made, as that of the template's role does.
    const sure = differences.filter(({ principal, actual }) => actual !== "unknown" || principal !== TEMPLATE_ROLE);
    expect(sure.map(({ message }) => message)).to.deep.equal([]);
  });
});
