import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import { expect } from "chai";
import { proveAccess } from "../../cli/access";
import type { Deployed } from "./comparison";
import { compareWithPlan } from "./comparison";
import type { DeployableStack } from "./deployment";
import { deployableStacks, synthesize } from "./deployment";
import { sharedEmulator } from "./shared-emulator";
import { sideBySide } from "./side-by-side";
import type { StackJson } from "./stack-json";

/** One program, and what it must amount to. */
export interface E2eCase extends Deployed {
  readonly name: string;
  readonly build: (app: App) => void;
  /** The names of its stacks, in the order in which they are deployed. */
  readonly stacks: readonly string[];
  /** The stack that makes the repositories. */
  readonly registryStack: string;
  /**
   * The file with the intended access; `"unseen"` where the stacks hold no roles, so that nothing can be proved of them.
   * @default - that of the example of this name
   */
  readonly expectedAccess?: string;
  /** Whether to change the encryption and see the plan refused: once is enough for programs that make repositories alike. */
  readonly changesEncryption?: boolean;
}

const PROTECTED = "Instance cannot be destroyed";

/** Deploys one program for real and compares what AWS then holds with the documents of the core. */
export function describeE2e(program: E2eCase): void {
  const {
    name,
    build,
    stacks,
    registryStack,
    expectedAccess = expectedOf(name),
    changesEncryption = true,
    ...deployed
  } = program;
  describe(`${name} with Terraform`, function () {
    let work: string;
    let endpoint: string;
    let deployable: readonly DeployableStack[];

    before(async function () {
      const { emulator, mirror } = await sharedEmulator(this);
      await emulator.reset();
      endpoint = emulator.endpoint;
      work = mkdtempSync(join(tmpdir(), `ecr-kms-${name}-`));
      const synthesized = join(work, "synthesized");
      synthesize(build, synthesized);
      deployable = deployableStacks({ synthesized, work, endpoint, mirror });
    });

    after(() => {
      if (work) rmSync(work, { recursive: true, force: true });
    });

    it(`deploys ${stacks.join(", ")}`, async () => {
      expect(deployable.map((stack) => stack.name)).to.deep.equal(stacks);
      const deploy = async ({ terraform }: DeployableStack): Promise<void> => {
        await terraform.init();
        await terraform.apply();
      };
      await sideBySide(deployable, deploy, ({ dependencies }) => dependencies);
    });

    it("leaves in every account what the core planned", async () => {
      const keys = deployable.flatMap(({ json }) => Object.values(json.resource?.["aws_kms_key"] ?? {}));
      expect(keys.map((key) => key["rotation_period_in_days"] ?? 365)).to.deep.equal([365]);
      for (const { accountId, what, planned, deployed: stored } of await compareWithPlan(endpoint, deployed)) {
        expect(stored, `${what} in ${accountId}`).to.deep.equal(planned);
      }
    });

    it("has nothing left to change", async () => {
      await sideBySide(deployable, async ({ name, terraform }) => {
        expect(await terraform.hasChanges(), name).to.equal(false);
      });
    });

    if (expectedAccess !== "unseen") {
      it("gives exactly the intended access, proved from what `terraform show -json` says of each state", async () => {
        await sideBySide(deployable, async (stack) => {
          writeFileSync(join(work, `${stack.name}.json`), JSON.stringify(await stack.terraform.show()));
        });
        const inputs = stacks.map((stack) => `${stack}.json`);
        const { differences } = await proveAccess(inputs, { expect: expectedAccess, folder: work });
        expect(differences.map(({ message }) => message)).to.deep.equal([]);
      });
    }

    const refusing = changesEncryption ? it : () => undefined;
    refusing("refuses to replace a repository, and its images with it, when its encryption changes", async () => {
      const stack = deployable.find((each) => each.name === registryStack);
      if (!stack) throw new Error(`there is no stack ${registryStack}`);
      stack.terraform.write(withoutKey(stack.json));
      const error = await stack.terraform.hasChanges().then(
        () => new Error("the plan succeeded"),
        (thrown: unknown) => thrown,
      );
      expect(String(error)).to.include(PROTECTED).and.to.include("aws_ecr_repository");
    });
  });
}

function expectedOf(example: string): string {
  return join(__dirname, "..", "..", "examples", example, "expected-access.json");
}

/** The stack with its repositories encrypted by ECR's own means. */
function withoutKey(json: StackJson): StackJson {
  const changed = structuredClone(json);
  for (const repository of Object.values(changed.resource?.["aws_ecr_repository"] ?? {})) {
    repository["encryption_configuration"] = [{ encryption_type: "AES256" }];
  }
  return changed;
}
