import { existsSync } from "node:fs";
import { join } from "node:path";
import type { WorkerOptions } from "node:worker_threads";

/** Where the threads start: beside the bundle, or in the sources, which then are compiled on the way as these are. */
export function workerFile(): { readonly file: string; readonly options: WorkerOptions } {
  const built = join(__dirname, "audit-worker.js");
  if (existsSync(built)) return { file: built, options: {} };
  const compiler = ["--require", require.resolve("tsx/cjs")];
  return { file: join(__dirname, "..", "..", "audit-worker.ts"), options: { execArgv: compiler } };
}
