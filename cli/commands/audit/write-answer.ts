import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { onInterruption } from "../../audit/on-interruption";
import { InputError } from "../../toolkit/input-error";
import { checkOutput } from "../../toolkit/write-output";
import { write } from "../write";

/**
 * Writes a text that comes in portions to the standard output. A reader that has seen enough, such as `head`, ends it.
 */
export async function writeToOutput(portions: AsyncIterable<string>): Promise<void> {
  for await (const portion of portions) {
    await write(process.stdout, portion);
    if (process.stdout.errored !== null || process.stdout.destroyed) return;
  }
}

/**
 * Writes a text that comes in portions to a file: whole or not at all, when the process is interrupted, too. It goes to
 * a new file beside the target first, which then takes its place.
 *
 * @throws InputError when it cannot be written
 */
export async function writeToFile(path: string, portions: AsyncIterable<string>): Promise<void> {
  checkOutput(path);
  const file = resolve(path);
  const part = new PartFile(path, join(dirname(file), `.${basename(file)}.${process.pid}.part`));
  try {
    for await (const portion of portions) part.add(portion);
    part.becomes(file);
  } finally {
    part.discard();
  }
}

class PartFile {
  readonly #path: string;
  readonly #beside: string;
  readonly #descriptor: number;
  #isThere = true;
  #isClosed = false;
  readonly #stopListening: () => void;

  constructor(path: string, beside: string) {
    this.#path = path;
    this.#beside = beside;
    // O_EXCL: something that waits there already, a symbolic link included, is refused and not followed.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    this.#descriptor = this.#trying(() => openSync(beside, flags, 0o666));
    this.#stopListening = onInterruption(() => {
      this.discard();
    });
  }

  add(text: string): void {
    this.#trying(() => {
      writeFileSync(this.#descriptor, text);
    });
  }

  becomes(file: string): void {
    this.#trying(() => {
      fsyncSync(this.#descriptor);
      renameSync(this.#beside, file);
    });
    this.#isThere = false;
  }

  /** Ends it. What has not become the file is removed. */
  discard(): void {
    if (this.#isThere) rmSync(this.#beside, { force: true });
    this.#isThere = false;
    if (!this.#isClosed) closeSync(this.#descriptor);
    this.#isClosed = true;
    this.#stopListening();
  }

  #trying<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      const { code = "unknown reason" } = error as NodeJS.ErrnoException;
      const hint = "check the permissions of its folder and the space on the disk";
      throw new InputError([{ path: this.#path, message: `cannot be written: ${code}`, hint }]);
    }
  }
}
