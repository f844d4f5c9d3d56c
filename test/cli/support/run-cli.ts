import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** How a run of the command ended. */
export interface CommandEnd {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const COMMAND = join(__dirname, "..", "..", "..", "cli", "bin", "ecr-kms.js");

/** Runs the built `ecr-kms` in a folder, as a user does. */
export function runCli(words: readonly string[], folder: string, input?: string): CommandEnd {
  const { FORCE_COLOR: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...words], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...env, NO_COLOR: "1" },
    ...(input === undefined ? {} : { input }),
  });
  return { code: status, stdout, stderr };
}
