import type { Read } from "./questions/read-asked";
import { isoSeconds, readTime } from "./questions/read-time";

const AGO = /^(\d{1,5})([hdw])$/;
const UNIT_MS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * A time as people give it: a date, a time of ISO 8601, or how long ago.
 *
 * @param now - What `30d` is counted from, in milliseconds since 1970.
 * @returns ISO 8601, UTC, whole seconds
 * @example
 * readMoment("12h", Date.parse("2026-11-24T12:00:00Z")); // { value: "2026-11-24T00:00:00Z" }
 */
export function readMoment(text: string, now: number): Read<string> {
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    return withHint(readTime(isoSeconds(now - Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS])));
  }
  return withHint(readTime(text));
}

function withHint(read: Read<string>): Read<string> {
  const hint = "write 2026-10-01, 2026-10-01T08:30:00Z, or how long ago: 12h, 30d, 4w; all in UTC";
  return "value" in read ? read : { ...read, hint };
}
