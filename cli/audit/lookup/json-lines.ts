import { closeSync, constants, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, writeFileSync } from "node:fs";
import { InputError } from "../../toolkit/input-error";

const NEWLINE = 10;
const CHUNK = 1 << 20;
/** Far more than a page can be: a line without end is not a file of ours. */
const LONGEST_LINE = 64 * CHUNK;

/** A file of lines of JSON that grows, and that may be cut off in its last line. */
export class JsonLines {
  readonly #path: string;
  readonly #descriptor: number;

  /**
   * Opens a file to read it and to add to it, or makes it, readable for its owner only.
   *
   * @throws InputError for what is not a file, and for a symbolic link: somebody else may have chosen where it leads
   */
  constructor(path: string, mode: "read" | "read-and-add") {
    this.#path = path;
    const flags = mode === "read" ? constants.O_RDONLY : constants.O_RDWR | constants.O_APPEND | constants.O_CREAT;
    try {
      this.#descriptor = openSync(path, flags | constants.O_NOFOLLOW | constants.O_NONBLOCK, 0o600);
    } catch (error) {
      const { code = "unknown reason" } = error as NodeJS.ErrnoException;
      const isLink = code === "ELOOP";
      throw this.#unusable(
        isLink ? "is a symbolic link, and nothing is written through one" : `cannot be opened: ${code}`,
      );
    }
    if (fstatSync(this.#descriptor).isFile()) return;
    this.close();
    throw this.#unusable("is not a file");
  }

  get isEmpty(): boolean {
    return fstatSync(this.#descriptor).size === 0;
  }

  /** Adds a line; it is on the disk when this returns. @throws InputError when it cannot be written */
  add(record: object): void {
    try {
      writeFileSync(this.#descriptor, `${JSON.stringify(record)}\n`);
      fsyncSync(this.#descriptor);
    } catch (error) {
      const { code = "unknown reason" } = error as NodeJS.ErrnoException;
      const hint = "check the space on the disk; what is in the file already stays good";
      throw refused(this.#path, `cannot be written: ${code}`, hint);
    }
  }

  /**
   * Every whole line: what follows the last end of line is none. `undefined` stands for a line that is not an object.
   */
  *records(): Generator<object | undefined> {
    let rest: Buffer = Buffer.alloc(0);
    for (let position = 0; ;) {
      const chunk = Buffer.alloc(CHUNK);
      const size = readSync(this.#descriptor, chunk, 0, CHUNK, position);
      if (size === 0) return;
      position += size;
      let bytes: Buffer = Buffer.concat([rest, chunk.subarray(0, size)]);
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE)) {
        yield parsed(bytes.subarray(0, end).toString());
        bytes = bytes.subarray(end + 1);
      }
      if (bytes.length > LONGEST_LINE) yield undefined;
      rest = bytes;
    }
  }

  /** Takes away what a kill left of a last line, so that the next one begins where it has to. */
  dropTornLine(): void {
    const { size } = fstatSync(this.#descriptor);
    for (let end = size; end > 0; end -= CHUNK) {
      const from = Math.max(0, end - CHUNK);
      const chunk = Buffer.alloc(end - from);
      readSync(this.#descriptor, chunk, 0, chunk.length, from);
      const last = chunk.lastIndexOf(NEWLINE);
      if (last < 0) continue;
      if (from + last + 1 < size) ftruncateSync(this.#descriptor, from + last + 1);
      return;
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #unusable(message: string): InputError {
    return refused(this.#path, message, "give the path of a file that can be written, or of none yet");
  }
}

/** A resume file that cannot be used. */
export function refused(path: string, message: string, hint: string): InputError {
  return new InputError([{ path: `resume ${path}`, message, hint }]);
}

function parsed(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
