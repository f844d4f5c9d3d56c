import type { FileHandle } from "node:fs/promises";
import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";
import { InputError } from "../../toolkit/input-error";
import { checkHeader } from "./journal-header";
import type { JournalHeader } from "./journal-header";

/** What is at the destination, as far as former runs have written it down. */
interface Done {
  readonly manifests: Map<string, number>;
  readonly tags: Map<string, string>;
}

/**
 * What is done, line by line. It saves asking the destination again and is nothing more: without it, or with lines
 * missing, a copy asks; and what it claims is read back in the end.
 */
export class Journal {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #isRegular: boolean;
  readonly #done: Done;
  #waiting: string[];
  #writing: Promise<void> | undefined;
  #failure: unknown;
  #isTrusted = true;

  private constructor(path: string, file: FileHandle, isRegular: boolean, done: Done, first: readonly string[]) {
    this.#path = path;
    this.#file = file;
    this.#isRegular = isRegular;
    this.#done = done;
    this.#waiting = [...first];
  }

  /**
   * Opens the journal of a copy, or begins it.
   *
   * @throws InputError for a journal of another copy, another file, or one that cannot be written
   */
  static async open(path: string, header: JournalHeader): Promise<Journal> {
    const existing = await lstat(path).catch(() => undefined);
    if (existing?.isSymbolicLink() === true || existing?.isDirectory() === true) {
      throw refused(
        path,
        "is a folder or a symbolic link, and nothing is written through one",
        "give the path of a file",
      );
    }
    const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;
    let file: FileHandle;
    try {
      file = await open(path, flags, 0o600);
    } catch (error) {
      throw refused(
        path,
        `cannot be written: ${codeOf(error)}`,
        "check its folder and the permissions, or give another with `journal`",
      );
    }
    try {
      // A device is written and not read: /dev/null for somebody who wants no journal.
      const isRegular = (await file.stat()).isFile();
      const text = isRegular ? await file.readFile("utf8") : "";
      const isNew = checkHeader(path, text, header);
      if (isNew && text !== "") await file.truncate(0);
      // A line that the power cut off stays as it is, and the next begins after it.
      const torn = !isNew && !text.endsWith("\n") ? "\n" : "";
      const journal = new Journal(path, file, isRegular, read(isNew ? "" : text), [
        isNew ? `${JSON.stringify(header)}\n` : torn,
      ]);
      await journal.flush();
      return journal;
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }

  /** The bytes that a manifest brought with it, when it has been copied. */
  manifest(digest: string): number | undefined {
    return this.#isTrusted ? this.#done.manifests.get(digest) : undefined;
  }

  /** Whether a tag has been set to a digest. */
  hasTag(tag: string, digest: string): boolean {
    return this.#isTrusted && this.#done.tags.get(tag) === digest;
  }

  /** From now on the destination is asked about everything: it has not what the journal says. */
  distrust(): void {
    this.#isTrusted = false;
  }

  /** Notes that a manifest is at the destination. */
  addManifest(manifest: string, bytes: number): void {
    this.#add({ manifest, bytes });
  }

  /** Notes that a tag points to a digest. */
  addTag(tag: string, digest: string): void {
    this.#add({ tag, digest });
  }

  /**
   * Waits until everything noted is on the disk.
   *
   * @throws InputError when it cannot be: the disk is full
   */
  async flush(): Promise<void> {
    this.#write();
    await this.#writing;
    this.check();
  }

  /** @throws InputError when something could not be written before: to go on would only lose time */
  check(): void {
    if (this.#failure === undefined) return;
    const full = codeOf(this.#failure) === "ENOSPC" ? ": the disk is full" : "";
    throw refused(
      this.#path,
      `cannot be written: ${codeOf(this.#failure)}${full}`,
      "nothing is lost: what has been copied is at the destination. Make room, or give a journal elsewhere with `journal`, and run the same command again",
    );
  }

  /** Writes what is left, and closes the file. */
  async close(): Promise<void> {
    this.#write();
    await this.#writing;
    await this.#file.close().catch(() => undefined);
  }

  #add(line: Readonly<Record<string, unknown>>): void {
    this.#waiting.push(`${JSON.stringify(line)}\n`);
    this.#write();
  }

  /** Lines that come while others are being written go together: a disk syncs a few hundred times a second at most. */
  #write(): void {
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0 && this.#failure === undefined) {
        const text = this.#waiting.join("");
        this.#waiting = [];
        if (text === "") continue;
        await this.#file.appendFile(text);
        if (this.#isRegular) await this.#file.datasync();
      }
    } catch (error) {
      this.#failure = error;
    }
  }
}

/** What cannot be read is skipped: it will be asked for. */
function read(text: string): Done {
  const done: Done = { manifests: new Map(), tags: new Map() };
  for (const line of text.split("\n").slice(1)) {
    const { manifest, bytes, tag, digest } = parse(line);
    if (typeof manifest === "string" && typeof bytes === "number") done.manifests.set(manifest, bytes);
    if (typeof tag === "string" && typeof digest === "string") done.tags.set(tag, digest);
  }
  return done;
}

function parse(line: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(line) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown reason";
}

function refused(path: string, message: string, hint: string): InputError {
  return new InputError([{ path: `journal ${path}`, message, hint }]);
}
