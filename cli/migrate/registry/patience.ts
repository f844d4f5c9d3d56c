import { setTimeout as wait } from "node:timers/promises";

/** How often, and after which pauses, what failed is tried again. */
export interface Patience {
  readonly retries: number;
  /** Before the first repetition; each further pause is twice as long. */
  readonly pauseMs: number;
  readonly signal: AbortSignal;
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
 * Does something until it succeeds, fails for good, or has failed too often. Only errors with `isPassing: true` are tried again.
 *
 * @throws whatever the last attempt threw; the reason of the signal, when it is aborted in a pause
 */
export async function patiently<T>(
  { retries, pauseMs, signal }: Patience,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await work(attempt);
    } catch (error) {
      signal.throwIfAborted();
      if (attempt >= retries || !mayPass(error)) throw error;
      const asked = Math.min(error.retryAfterMs ?? 0, LONGEST_ASKED_MS);
      await pause(Math.max(asked, Math.min(LONGEST_MS, pauseMs * 2 ** attempt * jitter())), signal);
    }
  }
}

/** Waits, and ends early with the signal's reason. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(milliseconds, undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}

function mayPass(error: unknown): error is Failure {
  return error instanceof Error && (error as Partial<Failure>).isPassing === true;
}

/** Many that failed together should not come again together. */
function jitter(): number {
  return 0.75 + Math.random() / 2;
}
