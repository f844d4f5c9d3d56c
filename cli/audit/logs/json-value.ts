import { BACKSLASH, BRACE_BIT, CLOSE_BRACE, OPEN_BRACE, QUOTE } from "./json-bytes";

/**
 * Passes over a text, an object or a list of JSON, whose bytes come in pieces, by its quotes, escapes and brackets
 * alone.
 */
export class JsonValue {
  #depth = 0;
  #isInString = false;

  /** Whether the end of the value has not come yet. */
  get isOpen(): boolean {
    return this.#depth > 0 || this.#isInString;
  }

  /** @param byte - The first of the value: a quote, or an opening brace or bracket. */
  begin(byte: number): void {
    this.#isInString = byte === QUOTE;
    this.#depth = this.#isInString ? 0 : 1;
  }

  /** Goes on to the end of the value, or to the end of the bytes. @returns the place after it */
  pass(bytes: Buffer, from: number): number {
    const end = bytes.length;
    let at = from;
    let depth = this.#depth;
    let isInString = this.#isInString;
    while (at < end) {
      if (isInString) {
        // Nearly all the time is spent here, so there is one comparison for a byte: what escapes is looked at behind
        // it.
        while (at < end && bytes[at] !== QUOTE) at++;
        if (at === end) break;
        isInString = isEscaped(bytes, at);
        at++;
        if (isInString || depth > 0) continue;
        break;
      }
      const byte = bytes[at++] as number;
      if (byte === QUOTE) isInString = true;
      else if ((byte | BRACE_BIT) === OPEN_BRACE) depth++;
      else if ((byte | BRACE_BIT) === CLOSE_BRACE && --depth === 0) break;
    }
    this.#depth = depth;
    this.#isInString = isInString;
    return at;
  }
}

/** Whether a quote is part of its string. The string began in the same bytes. */
function isEscaped(bytes: Buffer, quote: number): boolean {
  let backslashes = 0;
  while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}
