import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onInterruption } from "../on-interruption";

/**
 * A folder for this process alone (mode 0700), which is gone when it is closed, when the process ends, and when it is
 * interrupted. Only a process that is killed leaves it behind.
 */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), "ecr-kms-audit-"));
  readonly #onExit = () => {
    rmSync(this.path, { recursive: true, force: true });
  };
  readonly #stopListening: () => void;

  constructor() {
    process.on("exit", this.#onExit);
    this.#stopListening = onInterruption(() => {
      this.close();
    });
  }

  /** Removes it with everything in it. */
  close(): void {
    process.off("exit", this.#onExit);
    this.#stopListening();
    this.#onExit();
  }
}
