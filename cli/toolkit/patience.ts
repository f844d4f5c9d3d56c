/** What is made of failures. */
export interface Patience {
  /**
   * Milliseconds until the next attempt; `undefined` for an error that is thrown: it does not pass, or came too often.
   */
  readonly pauseAfter: (error: unknown) => number | undefined;
  /** Waits, or lets somebody else see to it that the next attempt waits. */
  readonly wait: (milliseconds: number) => Promise<void> | void;
}

/**
 * Does something until it succeeds, or fails in a way that does not pass.
 *
 * @throws whatever the last attempt threw, and what `wait` throws
 */
export async function patiently<T>({ pauseAfter, wait }: Patience, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const milliseconds = pauseAfter(error);
      if (milliseconds === undefined) throw error;
      await wait(milliseconds);
    }
  }
}

/** The pause after so many failures: each twice as long as the one before, up to a longest. */
export function doubledPause(firstMs: number, failures: number, longestMs: number): number {
  return Math.min(longestMs, firstMs * 2 ** (failures - 1));
}
