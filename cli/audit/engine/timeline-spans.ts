/** In seconds, as every time here. */
export const HOUR = 3600;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Counts that still can be told apart in a picture: a week of hours, and somewhat more than a year of days. */
const MOST_HOURS = 7 * 24;
const MOST_DAYS = 400;
/** 1 January 1970 was a Thursday; weeks begin on Monday. */
const FIRST_MONDAY = 4 * DAY;

/** Spans and how many rows each has, in order of time. */
export interface Spans {
  /** When each begins. */
  readonly spans: number[];
  readonly counts: number[];
}

/** Adds to the last span, or begins the next one. */
export function addCount({ spans, counts }: Spans, span: number, count: number): void {
  const last = spans.length - 1;
  if (spans[last] === span) {
    counts[last] = (counts[last] ?? 0) + count;
    return;
  }
  spans.push(span);
  counts.push(count);
}

/** How long spans are, so that the whole has as many as can be told apart. */
export function stepOf(seconds: number): number {
  return seconds <= MOST_HOURS * HOUR ? HOUR : seconds <= MOST_DAYS * DAY ? DAY : WEEK;
}

/** The span that a moment is in. */
export function startOf(seconds: number, step: number): number {
  const offset = step === WEEK ? FIRST_MONDAY : 0;
  return Math.floor((seconds - offset) / step) * step + offset;
}
