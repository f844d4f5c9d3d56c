import type { Extract } from "../question";
import { REMEMBERED } from "./narrowed";

/**
 * The order in which rows are made: by time; in the same second pushes first, because CloudTrail knows no parts of
 * seconds and what is pulled was pushed before; then by event.
 */
export function compareExtracts(one: Extract, other: Extract): number {
  return compare(one.time, other.time) || rank(one) - rank(other) || compare(one.eventId, other.eventId);
}

function rank({ kind }: Extract): number {
  return REMEMBERED.includes(kind) ? 0 : 1;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
