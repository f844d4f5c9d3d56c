import type { Timeline } from "../answer";
import { isoSeconds } from "../questions/read-time";

/** In seconds, as every time here. */
const HOUR = 3600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Counts that still can be known apart in a picture: a week of hours, and somewhat more than a year of days. */
const MOST_HOURS = 7 * 24;
const MOST_DAYS = 400;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const FIRST_MONDAY = 4 * DAY;

/** Spans and how many rows each has, in order of time. */
interface Spans {
  /** When each begins. */
  readonly spans: number[];
  readonly counts: number[];
}

/** Adds to the last span, or begins the next one. */
function addCount({ spans, counts }: Spans, span: number, count: number): void {
  const last = spans.length - 1;
  if (spans[last] === span) {
    counts[last] = (counts[last] ?? 0) + count;
    return;
  }
  spans.push(span);
  counts.push(count);
}

/** How long spans are, so that the whole has as many as can be known apart. */
function stepOf(seconds: number): number {
  return seconds <= MOST_HOURS * HOUR ? HOUR : seconds <= MOST_DAYS * DAY ? DAY : WEEK;
}

/** The span that a moment is in. */
function startOf(seconds: number, step: number): number {
  const offset = step === WEEK ? FIRST_MONDAY : 0;
  return Math.floor((seconds - offset) / step) * step + offset;
}

const MOST_LINES = 8;
const LINES_IN_MEMORY = 1000;
const OTHERS = "others";

interface Line extends Spans {
  total: number;
}

/**
 * Counts rows in equal spans of time, which become longer as the whole becomes longer.
 *
 * It cannot know in advance which lines have the most rows. Where there are too many to keep all, the first time tells
 * which ones have, and a second counter is made for these.
 */
export class TimelineCounter {
  /** The lines that are told apart, once they are known. */
  readonly #known: ReadonlySet<string> | undefined;
  readonly #lines = new Map<string, Line>();
  #hasLost = false;
  #step = HOUR;
  #first = 0;
  #last = 0;
  #isEmpty = true;

  constructor(known?: readonly string[]) {
    this.#known = known === undefined ? undefined : new Set(known);
  }

  /** The spans are not known for all lines: the rows have to be counted again by a counter for `mostFrequent`. */
  get hasToBeRepeated(): boolean {
    return this.#hasLost;
  }

  /** Rows come in order of time. */
  add(name: string, time: string): void {
    const seconds = Math.floor(Date.parse(time) / 1000);
    if (this.#isEmpty) this.#first = seconds;
    this.#isEmpty = false;
    this.#last = seconds;
    this.#lengthen();
    const line = this.#lineOf(this.#known === undefined || this.#known.has(name) ? name : OTHERS);
    line.total++;
    if (this.#hasLost) return;
    addCount(line, startOf(seconds, this.#step), 1);
  }

  /** The lines with the most rows. */
  mostFrequent(): readonly string[] {
    return [...this.#lines]
      .filter(([name]) => this.#known === undefined || this.#known.has(name))
      .sort(([one, { total: many }], [other, { total: few }]) => few - many || (one < other ? -1 : 1))
      .slice(0, MOST_LINES)
      .map(([name]) => name);
  }

  /** What was counted; without rows the spans are those that were asked for, and there are no lines. */
  timeline(asked: { readonly from: string; readonly to: string }): Timeline {
    if (this.#isEmpty) return { ...asked, step: HOUR, lines: [] };
    const from = startOf(this.#first, this.#step);
    const to = startOf(this.#last, this.#step) + this.#step;
    const shown = this.mostFrequent();
    const spread = (lines: readonly Line[]) => {
      const counts = Array.from({ length: (to - from) / this.#step }, () => 0);
      for (const { spans, counts: some } of lines) {
        for (const [index, span] of spans.entries()) {
          const place = (span - from) / this.#step;
          counts[place] = (counts[place] ?? 0) + (some[index] ?? 0);
        }
      }
      return counts;
    };
    const others = [...this.#lines].filter(([name]) => !shown.includes(name)).map(([, line]) => line);
    return {
      from: isoSeconds(from * 1000),
      to: isoSeconds(to * 1000),
      step: this.#step,
      lines: [
        ...shown.map((name) => ({ name, counts: spread([this.#lineOf(name)]) })),
        ...(others.length === 0 ? [] : [{ name: OTHERS, counts: spread(others) }]),
      ],
    };
  }

  #lineOf(name: string): Line {
    const line = this.#lines.get(name);
    if (line !== undefined) return line;
    if (this.#lines.size === LINES_IN_MEMORY && !this.#hasLost) {
      this.#hasLost = true;
      for (const { spans, counts } of this.#lines.values()) spans.length = counts.length = 0;
    }
    const made: Line = { total: 0, spans: [], counts: [] };
    this.#lines.set(name, made);
    return made;
  }

  #lengthen(): void {
    const step = stepOf(this.#last - this.#first);
    if (step === this.#step) return;
    this.#step = step;
    for (const { spans, counts } of this.#lines.values()) {
      const [oldSpans, oldCounts] = [spans.splice(0), counts.splice(0)];
      for (const [index, span] of oldSpans.entries()) {
        addCount({ spans, counts }, startOf(span, step), oldCounts[index] ?? 0);
      }
    }
  }
}
