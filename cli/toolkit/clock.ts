import { setTimeout as wait } from "node:timers/promises";

/** Time and chance, so that tests need neither. */
export interface Clock {
  /** Milliseconds since some moment; since 1970 where a date is made of it. */
  readonly now: () => number;
  /** Waits; ends early with the reason of the signal, when it is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** The clock on the wall: `now` is milliseconds since 1970. */
export const WALL_CLOCK: Clock = { now: () => Date.now(), sleep, random: () => Math.random() };

/** A clock that nobody sets while it runs: `now` is milliseconds since the start of the process. */
export const STEADY_CLOCK: Clock = { ...WALL_CLOCK, now: () => performance.now() };

async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}
