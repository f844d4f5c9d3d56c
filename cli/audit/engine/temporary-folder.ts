import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Signals that end a program which does not listen for them. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * A folder for this process alone (mode 0700), which is gone when it is closed, when the process ends, and when it is
 * interrupted. Only a process that is killed leaves it behind.
 */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), "ecr-kms-audit-"));
  readonly #onExit = () => {
    rmSync(this.path, { recursive: true, force: true });
  };
  readonly #onSignal = (signal: NodeJS.Signals) => {
    this.close();
    // Nobody else listens: the signal does what it does without us.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  constructor() {
    process.on("exit", this.#onExit);
    for (const signal of ENDING) process.on(signal, this.#onSignal);
  }

  /** Removes it with everything in it. */
  close(): void {
    process.off("exit", this.#onExit);
    for (const signal of ENDING) process.off(signal, this.#onSignal);
    this.#onExit();
  }
}
