import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, QUOTE, skipSpace } from "./json-bytes";
import { JsonValue } from "./json-value";
import { damaged, FETCH_AGAIN_HINT, LogProblem, NOT_CLOUDTRAIL_HINT, notJson } from "./log-problem";

/** Gets one record: where it lies in the bytes. */
export type RecordFound = (bytes: Buffer, start: number, end: number) => void;

/** Places in a log; the numbers only tell them apart. */
const BEFORE = 0;
const TOP = 1;
const KEY = 2;
const AFTER_KEY = 3;
const VALUE = 4;
const RECORDS = 5;
const RECORD = 6;
const SKIPPED = 7;
const SCALAR = 8;
const AFTER = 9;

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** Far more than an event of CloudTrail has. */
const LARGEST_VALUE = 8 * 2 ** 20;

/**
 * Finds the records of `{"Records":[…]}` in bytes that come in pieces, without parsing them: it follows strings,
 * escapes and brackets alone. This is why a text inside a record, whatever it looks like, is never taken for a record,
 * and why the order of keys and white space do not matter. Holds one unfinished record at most.
 */
export class RecordScanner {
  readonly #found: RecordFound;
  #place = BEFORE;
  readonly #value = new JsonValue();
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
        at = this.#value.pass(bytes, at);
        if (this.#value.isOpen) break;
        if (this.#place === RECORD) this.#found(bytes, start, at);
        if (this.#place === KEY) this.#isRecordsNext = isRecordsKey(bytes.subarray(start, at));
        this.#place = this.#place === RECORD ? RECORDS : this.#place === KEY ? AFTER_KEY : TOP;
      } else {
        at = skipSpace(bytes, at);
        if (at === bytes.length) break;
        start = at;
        this.#step(bytes[at] as number);
        at++;
      }
    }
    if (this.#value.isOpen) this.#keep(bytes.subarray(start));
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
        if (byte === QUOTE) this.#open(KEY, byte);
        else if (byte === CLOSE_BRACE) this.#place = AFTER;
        else if (byte !== COMMA) throw damaged();
        return;
      case AFTER_KEY:
        if (byte !== COLON) throw damaged();
        this.#place = VALUE;
        return;
      case VALUE:
        this.#stepToValue(byte);
        return;
      case RECORDS:
        if (byte === OPEN_BRACE) this.#open(RECORD, byte);
        else if (byte === CLOSE_BRACKET) this.#place = TOP;
        else if (byte !== COMMA)
          throw new LogProblem("has something in its list Records that is not an event", NOT_CLOUDTRAIL_HINT);
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

  #stepToValue(byte: number): void {
    if (this.#isRecordsNext) {
      if (byte !== OPEN_BRACKET)
        throw new LogProblem("has Records that are not a list: no log of CloudTrail", NOT_CLOUDTRAIL_HINT);
      this.#hasRecords = true;
      this.#place = RECORDS;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET || byte === QUOTE) {
      this.#open(SKIPPED, byte);
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET || byte === COMMA) {
      throw damaged();
    } else {
      this.#place = SCALAR;
    }
  }

  #open(place: typeof KEY | typeof RECORD | typeof SKIPPED, byte: number): void {
    this.#place = place;
    this.#value.begin(byte);
  }

  #keep(rest: Buffer): void {
    if (rest.length > LARGEST_VALUE) {
      throw new LogProblem("has a value larger than any that CloudTrail delivers", NOT_CLOUDTRAIL_HINT);
    }
    // A copy, so that what is kept does not hold the whole piece.
    this.#rest = Buffer.from(rest);
  }
}

function isRecordsKey(key: Buffer): boolean {
  try {
    return JSON.parse(`"${key.toString("utf8", 1)}`) === "Records";
  } catch {
    return false;
  }
}
