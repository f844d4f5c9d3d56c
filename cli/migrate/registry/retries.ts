import type { Clock } from "../../toolkit/clock";
import { STEADY_CLOCK } from "../../toolkit/clock";
import { doubledPause, patiently } from "../../toolkit/patience";

/** How often, and after which pauses, what failed is tried again. */
export interface Retries {
  readonly retries: number;
  /** Before the first repetition; each further pause is twice as long. */
  readonly pauseMs: number;
  readonly signal: AbortSignal;
  /** @default STEADY_CLOCK */
  readonly clock?: Pick<Clock, "sleep">;
}

/** An error that says of itself whether it may pass. */
interface Failure {
  readonly isPassing: boolean;
  readonly retryAfterMs?: number | undefined;
}

const LONGEST_MS = 60_000;
/** What a registry asks for is believed up to here. */
const LONGEST_ASKED_MS = 300_000;

/**
 * Does something until it succeeds, fails for good, or has failed too often. Only errors with `isPassing: true` are
 * tried again.
 *
 * @throws whatever the last attempt threw; the reason of the signal, when it is aborted
 */
export async function retried<T>(
  { retries, pauseMs, signal, clock = STEADY_CLOCK }: Retries,
  work: () => Promise<T>,
): Promise<T> {
  let failures = 0;
  const pauseAfter = (error: unknown): number | undefined => {
    signal.throwIfAborted();
    failures += 1;
    if (failures > retries || !mayPass(error)) return undefined;
    const asked = Math.min(error.retryAfterMs ?? 0, LONGEST_ASKED_MS);
    return Math.max(asked, Math.min(LONGEST_MS, doubledPause(pauseMs, failures, LONGEST_MS) * jitter()));
  };
  const wait = (milliseconds: number): Promise<void> => clock.sleep(milliseconds, signal);
  return patiently({ pauseAfter, wait }, async () => {
    signal.throwIfAborted();
    return work();
  });
}

function mayPass(error: unknown): error is Failure {
  return error instanceof Error && (error as Partial<Failure>).isPassing === true;
}

/** Many that failed together should not come again together. */
function jitter(): number {
  return 0.75 + Math.random() / 2;
}
