import { type PackedExtracts, packedLine, packLines } from "../engine/packed-extracts";
import type { Question, Extract } from "../question";
import { type LogFile, logPieces, wholeLog } from "./log-pieces";
import { LogProblem, FETCH_AGAIN_HINT } from "./log-problem";
import { NeedleSearch } from "./needle-search";
import { type ReadTally, addTally, emptyTally } from "./read-tally";
import { RecordScanner } from "./record-scanner";
import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event";

/** Characters of extracts that are put together before they are handed on. */
const PORTION = 2 ** 20;

/** How a reader of logs works. */
export interface LogReaderOptions {
  readonly question: Question;
  /** A file that cannot be read to its end then counts nothing at all, however late that turns out. */
  readonly skipUnreadable: boolean;
  readonly take: (extracts: PackedExtracts) => Promise<void> | void;
}

/** Reads logs one after the other, in whatever thread, and hands on what the question makes of them. */
export class LogReader {
  readonly #options: LogReaderOptions;
  readonly #search: NeedleSearch;
  #lines: string[] = [];
  #characters = 0;

  constructor(options: LogReaderOptions) {
    this.#options = options;
    this.#search = new NeedleSearch(options.question.needles);
  }

  /** Reads one log; what is wrong with it stands in the tally. */
  async read(file: LogFile): Promise<ReadTally> {
    let tally = emptyTally();
    try {
      const whole = wholeLog(file);
      if (whole === undefined) await this.#readPieces(file, tally);
      else this.#readWhole(whole, tally);
      tally.files = 1;
    } catch (error) {
      if (!(error instanceof LogProblem)) throw error;
      tally = emptyTally();
      tally.problems.push({ path: file.path, message: error.message, hint: error.hint });
    }
    tally.diskBytes = file.size;
    if (this.#characters > PORTION) await this.flush();
    return tally;
  }

  /** Hands on what is left. */
  async flush(): Promise<void> {
    const lines = this.#lines;
    this.#lines = [];
    this.#characters = 0;
    if (lines.length > 0) await this.#options.take(packLines(lines));
  }

  /** Nothing of a small log is kept before its end was seen. */
  #readWhole(bytes: Buffer, tally: ReadTally): void {
    const lines: string[] = [];
    const scanner = this.#scannerInto(lines, tally);
    scanner.push(bytes);
    scanner.end();
    tally.bytes = bytes.length;
    this.#keep(lines);
  }

  /**
   * What a large log says is too much to be held back, so it is looked through to its end first where that may matter.
   */
  async #readPieces(file: LogFile, tally: ReadTally): Promise<void> {
    if (this.#options.skipUnreadable) {
      const looked = emptyTally();
      const scanner = new RecordScanner((bytes, start, end) => {
        if (this.#search.matches(bytes, start, end)) {
          recordExtracts(this.#options.question, bytes.toString("utf8", start, end), looked);
        }
      });
      for await (const piece of logPieces(file)) scanner.push(piece);
      scanner.end();
    }
    const lines: string[] = [];
    const read = emptyTally();
    const scanner = this.#scannerInto(lines, read);
    for await (const piece of logPieces(file)) {
      read.bytes += piece.length;
      scanner.push(piece);
      this.#keep(lines.splice(0));
      if (this.#characters > PORTION) await this.flush();
    }
    scanner.end();
    addTally(tally, read);
  }

  #scannerInto(lines: string[], tally: ReadTally): RecordScanner {
    return new RecordScanner((bytes, start, end) => {
      tally.events++;
      if (!this.#search.matches(bytes, start, end)) return;
      for (const extract of recordExtracts(this.#options.question, bytes.toString("utf8", start, end), tally)) {
        lines.push(packedLine(extract));
      }
    });
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#characters += line.length;
    }
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * What a record of a log says to a question. Insights and other records that are not calls say nothing.
 *
 * @throws LogProblem for a record that is not JSON
 */
export function recordExtracts(question: Question, record: string, tally: ReadTally): readonly Extract[] {
  const event = parsed(record);
  const { eventSource, eventName, eventTime, eventID, awsRegion } = event;
  if (typeof eventSource !== "string" || typeof eventName !== "string") return [];
  if (typeof eventTime !== "string" || !TIME.test(eventTime)) {
    tally.withoutTime++;
    return [];
  }
  const isWhole = typeof eventID === "string" && typeof awsRegion === "string";
  const extracts = question.extract(
    (isWhole ? event : { ...event, eventID: textOr(eventID, ""), awsRegion: textOr(awsRegion, "") }) as CloudTrailEvent,
  );
  if (extracts.length === 0) return extracts;
  if (typeof eventID !== "string") tally.withoutId++;
  if (tally.first === undefined || eventTime < tally.first) tally.first = eventTime;
  if (tally.last === undefined || eventTime > tally.last) tally.last = eventTime;
  return extracts;
}

function parsed(record: string): JsonObject {
  try {
    return JSON.parse(record) as JsonObject;
  } catch {
    throw new LogProblem("has an event that is not valid JSON", FETCH_AGAIN_HINT);
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
