import type { Read } from "./read-asked";

const FORM = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
/** Times compare as texts, and days before and after them are asked for: all of these have years of four digits. */
const FIRST_YEAR = 1970;
const LAST_YEAR = 9998;
const HINT = "write 2026-10-01 or 2026-10-01T08:30:00Z; a time without a zone is in UTC";

/**
 * A time as CloudTrail writes it, in whole seconds. CloudTrail knows no parts of seconds, so a time between two seconds
 * stands for the later one: of the events at or after it, and before it, the same ones are meant.
 */
export function readTime(value: string): Read<string> {
  const found = FORM.exec(value);
  if (found === null) return { message: "is neither a date nor a time of ISO 8601", hint: HINT };
  const [, day = "", minute = "00:00", second = "00", part = "", zone = "Z"] = found;
  const time = Date.parse(`${day}T${minute}:${second}${zone}`);
  // Date.parse takes the 31st of February for a day of March.
  const isDay = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(day.slice(-2));
  if (Number.isNaN(time) || !isDay) return { message: "is a date or time that does not exist", hint: HINT };
  const rounded = new Date(/[1-9]/.test(part) ? time + 1000 : time);
  const year = rounded.getUTCFullYear();
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    return { message: `is not in the years ${FIRST_YEAR} to ${LAST_YEAR}`, hint: HINT };
  }
  return { value: isoSeconds(rounded.getTime()) };
}

/**
 * ISO 8601 in UTC without fractions, as CloudTrail writes it.
 *
 * @example
 * isoSeconds(0); // "1970-01-01T00:00:00Z"
 */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[.]\d+Z$/, "Z");
}
