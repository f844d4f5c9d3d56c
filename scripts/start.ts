/**
 * `npm start`: does the whole job once, visibly. Builds, synthesizes the hub-and-spoke example, deploys it with the real Terraform to an AWS
 * emulator on this machine, reads back what then lies in each account, shows it, and proves who can push and pull.
 */
import { isStopping, OwnedProcess, stopAllProcesses } from "../test/support/owned-process";
import { endWithParents } from "./end-with-parents";

// The AWS SDK reminds everybody on Node 20 to upgrade; that would stand in the middle of the tables.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] ??= "true";

async function main(): Promise<void> {
  endWithParents();
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const { code, stdout, stderr } = await new OwnedProcess(npm, ["run", "--silent", "build"]).ended;
  if (code !== 0) throw new Error(`the build failed:\n${stdout}${stderr}`);
  // It imports the package by its name, which stands there only now.
  const { deployAndShow } = await import("./deploy-and-show.js");
  await deployAndShow();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    console.error("\nInterrupted: ending Terraform and the emulator.");
  });
}

main().catch(async (error: unknown) => {
  process.exitCode = 1;
  if (isStopping()) return;
  await stopAllProcesses();
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
});
