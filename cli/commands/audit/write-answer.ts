import { closeSync, constants, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { InputError } from "../../model/input-error";
import { checkOutput } from "../../output/write-output";
import { write } from "../write";

/** Signals that end a program which does not listen for them. */
const ENDING = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Writes a text that comes in portions to the standard output. A reader that has seen enough, such as `head`, ends it. */
export async function writeToOutput(portions: AsyncIterable<string>): Promise<void> {
  for await (const portion of portions) {
    await write(process.stdout, portion);
    if (process.stdout.errored !== null || process.stdout.destroyed) return;
  }
}

/**
 * Writes a text that comes in portions to a file: whole or not at all, when the process is interrupted, too. It goes to a new file
 * beside the target first, which then takes its place.
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
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.discard();
    // When nobody else listens the signal does what it does without us.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  constructor(path: string, beside: string) {
    this.#path = path;
    this.#beside = beside;
    // O_EXCL: something that waits there already, a symbolic link included, is refused and not followed.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    this.#descriptor = this.#trying(() => openSync(beside, flags, 0o666));
    for (const signal of ENDING) process.on(signal, this.#onSignal);
  }

  add(text: string): void {
    const bytes = Buffer.from(text);
    this.#trying(() => {
      for (let written = 0; written < bytes.length;) {
        written += writeSync(this.#descriptor, bytes, written, bytes.length - written);
      }
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
    for (const signal of ENDING) process.off(signal, this.#onSignal);
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
