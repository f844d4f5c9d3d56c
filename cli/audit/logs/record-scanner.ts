import { FETCH_AGAIN_HINT, LogProblem, NOT_CLOUDTRAIL_HINT } from "./log-problem";
import { skipSpace } from "./white-space";

/** Gets one record: where it lies in the bytes. */
export type RecordFound = (bytes: Buffer, start: number, end: number) => void;

/** Places in a log; the numbers only tell them apart. */
const BEFORE = 0;
const TOP = 1;
const KEY = 2;
const COLON = 3;
const VALUE = 4;
const RECORDS = 5;
const RECORD = 6;
const SKIPPED = 7;
const SCALAR = 8;
const AFTER = 9;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
/** `{` and `[` differ in this bit alone, and so do `}` and `]`. */
const BRACE_BIT = 0x20;

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** CloudTrail's own limit for an event is 1 MB. */
const LARGEST_VALUE = 8 * 2 ** 20;

/**
 * Finds the records of `{"Records":[…]}` in bytes that come in pieces, without parsing them: it follows strings, escapes and
 * brackets alone. This is why a text inside a record, whatever it looks like, is never taken for a record, and why the order of
 * keys and white space do not matter. Holds one unfinished record at most.
 */
export class RecordScanner {
  readonly #found: RecordFound;
  #place = BEFORE;
  #depth = 0;
  #isInString = false;
  /** The beginning of a value or key whose end has not come yet. */
  #rest: Buffer | undefined;
  #isRecordsNext = false;
  #hasRecords = false;
  /** Bytes of a byte order mark that have come. */
  #marks = 0;
  #isEmpty = true;

  constructor(found: RecordFound) {
    this.#found = found;
  }

  /** @throws LogProblem when this is not a log of CloudTrail */
  push(piece: Buffer): void {
    const rest = this.#rest;
    this.#rest = undefined;
    const bytes = rest === undefined ? piece : Buffer.concat([rest, piece]);
    let at = rest?.length ?? 0;
    if (bytes.length > 0) this.#isEmpty = false;
    let start = 0;
    while (at < bytes.length) {
      if (this.#place === RECORD || this.#place === SKIPPED || this.#place === KEY) {
        at = this.#passValue(bytes, at);
        if (this.#depth > 0 || this.#isInString) break;
        if (this.#place === RECORD) this.#found(bytes, start, at);
        if (this.#place === KEY) this.#isRecordsNext = isRecordsKey(bytes.subarray(start, at));
        this.#place = this.#place === RECORD ? RECORDS : this.#place === KEY ? COLON : TOP;
      } else {
        at = skipSpace(bytes, at);
        if (at === bytes.length) break;
        start = at;
        this.#step(bytes[at] as number);
        at++;
      }
    }
    if (this.#depth > 0 || this.#isInString) this.#keep(bytes.subarray(start));
  }

  /** @throws LogProblem when the log ends before its end */
  end(): void {
    if (this.#isEmpty) throw new LogProblem("is empty", FETCH_AGAIN_HINT);
    if (this.#place === BEFORE) throw notJson();
    if (this.#place !== AFTER) throw new LogProblem("ends in the middle: it was cut off", FETCH_AGAIN_HINT);
    if (!this.#hasRecords)
      throw new LogProblem("is JSON without a list Records: no log of CloudTrail", NOT_CLOUDTRAIL_HINT);
  }

  /** One byte outside of records, keys and white space. */
  #step(byte: number): void {
    switch (this.#place) {
      case BEFORE:
        if (byte === BYTE_ORDER_MARK[this.#marks]) {
          this.#marks++;
          return;
        }
        if (byte !== OPEN_BRACE) throw notJson();
        this.#place = TOP;
        return;
      case TOP:
        if (byte === QUOTE) this.#open(KEY);
        else if (byte === CLOSE_BRACE) this.#place = AFTER;
        else if (byte !== COMMA) throw damaged();
        return;
      case COLON:
        if (byte !== 0x3a) throw damaged();
        this.#place = VALUE;
        return;
      case VALUE:
        this.#value(byte);
        return;
      case RECORDS:
        if (byte === OPEN_BRACE) this.#open(RECORD);
        else if (byte === CLOSE_BRACKET) this.#place = TOP;
        else if (byte !== COMMA)
          throw new LogProblem("has something in its list Records that is no event", NOT_CLOUDTRAIL_HINT);
        return;
      case SCALAR:
        if (byte === COMMA) this.#place = TOP;
        else if (byte === CLOSE_BRACE) this.#place = AFTER;
        else if (byte === QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === CLOSE_BRACKET)
          throw damaged();
        return;
      default:
        throw new LogProblem("goes on after its end", FETCH_AGAIN_HINT);
    }
  }

  #value(byte: number): void {
    if (this.#isRecordsNext) {
      if (byte !== OPEN_BRACKET)
        throw new LogProblem("has Records that are no list: no log of CloudTrail", NOT_CLOUDTRAIL_HINT);
      this.#hasRecords = true;
      this.#place = RECORDS;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === QUOTE) {
      this.#open(SKIPPED);
      if (byte === QUOTE) return;
      this.#isInString = false;
      this.#depth = 1;
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte === COMMA) {
      throw damaged();
    } else {
      this.#place = SCALAR;
    }
  }

  #open(place: typeof KEY | typeof RECORD | typeof SKIPPED): void {
    this.#place = place;
    this.#isInString = place !== RECORD;
    this.#depth = place === RECORD ? 1 : 0;
  }

  /** Goes on in a record or another value to its end, or to the end of the bytes. */
  #passValue(bytes: Buffer, from: number): number {
    const end = bytes.length;
    let at = from;
    let depth = this.#depth;
    let isInString = this.#isInString;
    while (at < end) {
      if (isInString) {
        // Nearly all the time is spent here, so there is one comparison for a byte: what escapes is looked at behind it.
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

  #keep(rest: Buffer): void {
    if (rest.length > LARGEST_VALUE) {
      throw new LogProblem("has a value larger than any that CloudTrail delivers", NOT_CLOUDTRAIL_HINT);
    }
    // A copy, so that what is kept does not hold the whole piece.
    this.#rest = Buffer.from(rest);
  }
}

/** Whether a quote is part of its string. The string began in the same bytes. */
function isEscaped(bytes: Buffer, quote: number): boolean {
  let backslashes = 0;
  while (bytes[quote - 1 - backslashes] === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

function isRecordsKey(key: Buffer): boolean {
  try {
    return JSON.parse(`"${key.toString("utf8", 1)}`) === "Records";
  } catch {
    return false;
  }
}

function notJson(): LogProblem {
  return new LogProblem("is not JSON as CloudTrail delivers it", NOT_CLOUDTRAIL_HINT);
}

function damaged(): LogProblem {
  return new LogProblem("is not valid JSON", FETCH_AGAIN_HINT);
}
