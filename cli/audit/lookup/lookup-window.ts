import { InputError } from "../../toolkit/input-error";
import type { Lookup, Question } from "../question";
import { isoSeconds, readTime } from "../questions/read-time";

/** LookupEvents knows the events of so many days. */
export const LOOKUP_DAYS = 90;

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/** Which events are looked up; both ends inclusive, as LookupEvents takes them, ISO 8601, whole seconds. */
export interface LookupWindow {
  readonly from: string;
  readonly to: string;
}

/** The windows of a question. */
export interface LookupWindows {
  /** Of what is asked about. */
  readonly asked: LookupWindow;
  /** Of pushes, which may lie before: they say what tags stand for. */
  readonly pushes: LookupWindow;
}

/**
 * The time of a question, as far as LookupEvents knows it.
 *
 * @returns the windows, and what is left out of them, in sentences
 * @throws InputError for a question about which it knows nothing
 */
export function lookupWindows(
  { asked, readFrom }: Pick<Question, "asked" | "readFrom">,
  now: number,
): { readonly windows: LookupWindows; readonly leftOut: readonly string[] } {
  const earliest = earliestKnown(now);
  const latest = Math.floor(now / SECOND_MS) * SECOND_MS;
  const since = asked.since === undefined ? earliest : secondOf(asked.since);
  const pushesSince = readFrom === undefined ? since : Math.min(since, secondOf(readFrom));
  // The end of a question is exclusive.
  const end = asked.until === undefined ? latest : Math.min(latest, secondOf(asked.until) - SECOND_MS);
  if (end < earliest) {
    const message = `${asked.until ?? ""} is before ${isoSeconds(earliest)}, and LookupEvents knows the last ${LOOKUP_DAYS} days only`;
    throw refused("until", message, "read the logs of a trail, or ask Athena with `athena`");
  }
  if (since > end) {
    throw refused("since", `${asked.since ?? ""} is not before the end, ${isoSeconds(end)}`, "give an earlier time");
  }
  const to = isoSeconds(end);
  return {
    windows: {
      asked: { from: isoSeconds(Math.max(since, earliest)), to },
      pushes: { from: isoSeconds(Math.max(pushesSince, earliest)), to },
    },
    leftOut: [
      ...(since < earliest ? [`What is asked before ${isoSeconds(earliest)} is not in the answer.`] : []),
      ...(pushesSince < since && pushesSince < earliest
        ? [`Tags that were pushed before ${isoSeconds(earliest)} have no digest.`]
        : []),
    ],
  };
}

/**
 * Which of the windows an attribute is looked up in: where it can be anything but a push, time is not lost with the
 * longer one.
 */
export function windowOf({ AttributeKey, AttributeValue }: Lookup, { asked, pushes }: LookupWindows): LookupWindow {
  return AttributeKey === "EventName" && AttributeValue !== "PutImage" ? asked : pushes;
}

/** The earliest second that LookupEvents can be asked for. */
export function earliestKnown(now: number): number {
  return Math.ceil((now - LOOKUP_DAYS * DAY_MS) / SECOND_MS) * SECOND_MS;
}

/** Events have whole seconds: a time between two of them stands for the later one. */
function secondOf(time: string): number {
  const read = readTime(time);
  return Date.parse("value" in read ? read.value : time);
}

function refused(path: string, message: string, hint: string): InputError {
  return new InputError([{ path, message, hint }]);
}
