/** Sorted lines that lie somewhere, in pieces. */
export interface LineRun {
  /** Reads up to so many bytes from a place; nothing at the end. */
  readonly readAt: (position: number, length: number) => Uint8Array;
}

const PIECE = 64 * 2 ** 10;
const NEW_LINE = 0x0a;

/** Goes through the lines of a run once, with one piece of it in memory. */
export class LineCursor {
  readonly #run: LineRun;
  #position = 0;
  #lines: readonly string[] = [];
  #index = 0;

  constructor(run: LineRun) {
    this.#run = run;
  }

  /** The next line; undefined at the end. */
  next(): string | undefined {
    if (this.#index === this.#lines.length && !this.#load(PIECE)) return undefined;
    return this.#lines[this.#index++];
  }

  /** Reads whole lines; a line that is longer than a piece gets a larger one. */
  #load(length: number): boolean {
    const bytes = this.#run.readAt(this.#position, length);
    if (bytes.length === 0) return false;
    const end = bytes.lastIndexOf(NEW_LINE);
    if (end === -1) return this.#load(length * 4);
    this.#position += end + 1;
    this.#lines = Buffer.from(bytes.buffer, bytes.byteOffset, end).toString().split("\n");
    this.#index = 0;
    return true;
  }
}

/** Lines in memory. */
export function runInMemory(lines: Uint8Array): LineRun {
  return { readAt: (position, length) => lines.subarray(position, position + length) };
}
