import type { Emulator } from "./emulator";
import { startEmulator } from "./emulator";
import type { ProviderMirror } from "./tools";
import { describeMissing, findTools } from "./tools";

/** What every e2e test works with. */
export interface E2eEnvironment {
  readonly emulator: Emulator;
  readonly mirror?: ProviderMirror | undefined;
}

let started: Promise<Emulator> | undefined;

/**
 * The one emulator of a test run. Where a tool is missing the suite is skipped and says what to install, or fails when
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

// The emulator is started by the first suite that needs it and serves all; this ends it after the last one.
after(async () => {
  await (await started)?.stop();
});
