import type { Problem } from "../../toolkit/input-error";

/** What was read, and what came of it. */
export interface ReadTally {
  files: number;
  /** Uncompressed. */
  bytes: number;
  /** On the disk. */
  diskBytes: number;
  events: number;
  /** Events that matter but have no id. */
  withoutId: number;
  /** Events without a time that can be read: they have no place in an answer. */
  withoutTime: number;
  /** Times of the first and last event that mattered. */
  first: string | undefined;
  last: string | undefined;
  problems: Problem[];
}

/** Nothing read. */
export function emptyTally(): ReadTally {
  return {
    files: 0,
    bytes: 0,
    diskBytes: 0,
    events: 0,
    withoutId: 0,
    withoutTime: 0,
    first: undefined,
    last: undefined,
    problems: [],
  };
}

/** Adds what another thread, or another file, has read. */
export function addTally(to: ReadTally, more: ReadTally): void {
  to.files += more.files;
  to.bytes += more.bytes;
  to.diskBytes += more.diskBytes;
  to.events += more.events;
  to.withoutId += more.withoutId;
  to.withoutTime += more.withoutTime;
  if (more.first !== undefined && (to.first === undefined || more.first < to.first)) to.first = more.first;
  if (more.last !== undefined && (to.last === undefined || more.last > to.last)) to.last = more.last;
  to.problems.push(...more.problems);
}
