import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputError } from "../../toolkit/input-error";
import { onInterruption } from "../on-interruption";
import type { Extract } from "../question";
import type { LineRun } from "./line-run";
import { runInMemory } from "./line-run";
import { mergedLines } from "./merged-lines";
import type { PackedExtracts } from "./packed-extracts";
import { canBeCopied, packedLine, packLines } from "./packed-extracts";

/** Characters of extracts that come one by one before they are packed. */
const PORTION = 2 ** 20;
/** What is written to the disk at once. */
const WRITTEN_AT_ONCE = 2 ** 18;

/** Keeps extracts, however many: in memory up to a limit, beyond it as sorted files in a temporary folder. */
export class ExtractStore {
  readonly #memoryLimit: number;
  #pending: string[] = [];
  #pendingCharacters = 0;
  #inMemory: Uint8Array[] = [];
  #bytesInMemory = 0;
  readonly #onDisk: { readonly descriptor: number; readonly run: LineRun }[] = [];
  #folder: TemporaryFolder | undefined;

  /** @param memoryLimit - In bytes. */
  constructor(memoryLimit: number) {
    this.#memoryLimit = memoryLimit;
  }

  add(extracts: readonly Extract[]): void {
    for (const extract of extracts) {
      const line = packedLine(extract);
      this.#pending.push(line);
      this.#pendingCharacters += line.length;
    }
    if (this.#pendingCharacters > Math.min(PORTION, this.#memoryLimit)) this.#pack();
  }

  addPacked({ lines, count }: PackedExtracts): void {
    if (count === 0) return;
    this.#inMemory.push(lines);
    this.#bytesInMemory += lines.length;
    if (this.#bytesInMemory > this.#memoryLimit) this.#spill();
  }

  /**
   * Every line in order, copies of an event left out. Can be gone through again and again, until the store is closed.
   */
  *lines(): Generator<string> {
    this.#pack();
    let before = "";
    for (const line of mergedLines([...this.#onDisk.map(({ run }) => run), ...this.#inMemory.map(runInMemory)])) {
      if (line === before && canBeCopied(line)) continue;
      before = line;
      yield line;
    }
  }

  /** Forgets everything and leaves nothing on the disk. */
  close(): void {
    for (const { descriptor } of this.#onDisk.splice(0)) closeSync(descriptor);
    this.#folder?.close();
    this.#folder = undefined;
    this.#inMemory = [];
    this.#pending = [];
  }

  #pack(): void {
    if (this.#pending.length === 0) return;
    const packed = packLines(this.#pending);
    this.#pending = [];
    this.#pendingCharacters = 0;
    this.addPacked(packed);
  }

  /** Writes what is in memory to a file, in order. */
  #spill(): void {
    try {
      this.#folder ??= new TemporaryFolder();
      const descriptor = openSync(join(this.#folder.path, `run-${this.#onDisk.length}`), "wx+", 0o600);
      this.#onDisk.push({ descriptor, run: runInFile(descriptor) });
      let portion = "";
      for (const line of mergedLines(this.#inMemory.map(runInMemory))) {
        portion += `${line}\n`;
        if (portion.length < WRITTEN_AT_ONCE) continue;
        writeFileSync(descriptor, portion);
        portion = "";
      }
      writeFileSync(descriptor, portion);
    } catch (error) {
      throw cannotSpill(error);
    }
    this.#inMemory = [];
    this.#bytesInMemory = 0;
  }
}

function runInFile(descriptor: number): LineRun {
  return {
    readAt: (position, length) => {
      const bytes = Buffer.allocUnsafe(length);
      let read = 0;
      for (let more = 1; more > 0 && read < length; read += more) {
        more = readSync(descriptor, bytes, read, length - read, position + read);
      }
      return bytes.subarray(0, read);
    },
  };
}

function cannotSpill(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new InputError([
    {
      path: "temporary folder",
      message: `the answer does not fit into memory and cannot be put there: ${code}`,
      hint: "make room, or set TMPDIR to a folder with more; or narrow the question, for example with `since` or `repository`",
    },
  ]);
}

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
