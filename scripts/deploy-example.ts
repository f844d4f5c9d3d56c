import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Comparison, Deployed } from "../test/support/comparison";
import { compareWithPlan, matches } from "../test/support/comparison";
import { deployableStacks } from "../test/support/deployment";
import type { StackJson } from "../test/support/stack-json";
import { startEmulator } from "../test/support/emulator";
import { stopProviders } from "../test/support/provider-pool";
import { sideBySide } from "../test/support/side-by-side";
import type { ProviderMirror } from "../test/support/tools";
import { step } from "./progress";

/** What was made in one account. */
export interface MadeInAccount {
  readonly accountId: string;
  readonly stack: string;
  /** Resource type → how many. */
  readonly resources: Readonly<Record<string, number>>;
  /** What `terraform show -json` says of the state afterwards. */
  readonly state: unknown;
}

/**
 * Deploys a synthesized program to an emulator and reads back what is there then.
 *
 * @throws Error with the cause, when the emulator dies, Terraform fails or AWS holds something else than was planned
 */
export async function deployExample(
  synthesized: string,
  deployed: Deployed,
  mirror?: ProviderMirror,
): Promise<readonly MadeInAccount[]> {
  // The states go to a folder of their own: whatever ends this program, no lock or state stays in the checkout.
  const work = mkdtempSync(join(tmpdir(), "ecr-kms-start-"));
  const cleanUp = (): void => {
    rmSync(work, { recursive: true, force: true });
  };
  process.once("exit", cleanUp);
  const emulator = await step("Starting the AWS emulator", () => startEmulator());
  try {
    return await Promise.race([emulator.died, deployTo(emulator.endpoint, { synthesized, work, deployed, mirror })]);
  } catch (error) {
    throw await Promise.race([emulator.died.catch((death: unknown) => death), soon(error)]);
  } finally {
    await stopProviders();
    await emulator.stop();
    cleanUp();
  }
}

interface DeployOptions {
  readonly synthesized: string;
  readonly work: string;
  readonly deployed: Deployed;
  readonly mirror: ProviderMirror | undefined;
}

async function deployTo(
  endpoint: string,
  { synthesized, work, deployed, mirror }: DeployOptions,
): Promise<readonly MadeInAccount[]> {
  const stacks = deployableStacks({ synthesized, work, endpoint, mirror });
  await step(`Deploying ${stacks.map(({ name }) => name).join(", ")}`, () =>
    sideBySide(
      stacks,
      async ({ terraform }) => {
        await terraform.init();
        await terraform.apply();
      },
      ({ dependencies }) => dependencies,
    ),
  );
  await step("Reading everything back and comparing it with the plan", async () => {
    const wrong = (await compareWithPlan(endpoint, deployed)).filter((each) => !matches(each));
    if (wrong.length > 0)
      throw new Error(`AWS holds something else than was planned:\n${wrong.map(describe).join("\n")}`);
  });
  const states = await Promise.all(stacks.map(({ terraform }) => terraform.show()));
  return stacks.map(({ name, json }, at) => ({
    stack: name,
    accountId: accountOf(json),
    resources: countResources(json),
    state: states[at],
  }));
}

function describe({ accountId, what, planned, deployed }: Comparison): string {
  return `${what} in ${accountId}\n  planned:  ${JSON.stringify(planned)}\n  deployed: ${JSON.stringify(deployed)}`;
}

function accountOf({ provider }: StackJson): string {
  return /arn:[^:]*:iam::(\d{12}):/.exec(JSON.stringify(provider["aws"]))?.[1] ?? "";
}

function countResources({ resource = {} }: StackJson): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(resource).map(([type, made]) => [type, Object.keys(made).length]));
}

/** A dead emulator makes Terraform fail; its own last words, which arrive about then, are the better cause. */
async function soon(error: unknown): Promise<unknown> {
  return new Promise((resolve) =>
    setTimeout(() => {
      resolve(error);
    }, 300),
  );
}
