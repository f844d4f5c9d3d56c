import type { LookupClock } from "./lookup-clock";

/** Two requests a second. */
const APART_MS = 500;

/**
 * Keeps requests as far apart as LookupEvents wants it: at most two a second for an account and Region, whichever attribute they
 * ask for. Whoever is throttled makes all others of the same account and Region wait, too.
 */
export class RequestPace {
  readonly #clock: LookupClock;
  #next = 0;

  constructor(clock: LookupClock) {
    this.#clock = clock;
  }

  /** Waits until a request may be sent. */
  async turn(): Promise<void> {
    for (;;) {
      const wait = this.#next - this.#clock.now();
      if (wait <= 0) break;
      await this.#clock.sleep(wait);
    }
    this.#next = this.#clock.now() + APART_MS;
  }

  /** Nobody sends before this time is over. */
  pause(milliseconds: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + milliseconds);
  }
}
