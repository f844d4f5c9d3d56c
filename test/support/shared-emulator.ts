import type { Emulator } from "./emulator";
import { startEmulator } from "./emulator";
import { stopProviders } from "./provider-pool";
import type { ProviderMirror } from "./tools";
import { describeMissing, findTools } from "./tools";

/** What every e2e test works with. */
export interface E2eEnvironment {
  readonly emulator: Emulator;
  readonly mirror?: ProviderMirror | undefined;
}

let started: Promise<Emulator> | undefined;

/**
 * The one emulator of a process that runs tests. Where a tool is missing the suite is skipped and says what to install, or fails when
 * the environment says `E2E=required`: continuous integration must not pass because it lost a tool.
 */
export async function sharedEmulator(context: Mocha.Context): Promise<E2eEnvironment> {
  const { missing, mirror } = findTools();
  if (missing.length > 0) {
    const advice = describeMissing(missing);
    if (process.env["E2E"] === "required") throw new Error(advice);
    console.log(`      skipped: ${advice}`);
    context.skip();
  }
  started ??= startEmulator();
  return { emulator: await started, mirror };
}

// The emulator is started by the first suite that needs it and serves all; this ends it after the last one. Where test files are
// spread over several processes, each has one of its own, which ends with the process.
if (process.env["MOCHA_WORKER_ID"] === undefined) {
  after(async () => {
    await stopProviders();
    await (await started)?.stop();
  });
}
