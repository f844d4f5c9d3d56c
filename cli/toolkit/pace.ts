import type { Clock } from "./clock";
import { STEADY_CLOCK } from "./clock";

/** Twice as slow at each refusal, up to one in so many milliseconds. */
const SLOWEST_GAP_MS = 2_000;
const FIRST_GAP_MS = 50;
/** How much of the gap is left after each success. */
const RECOVERY = 0.95;

/**
 * Lets requests through one after the other, at a pace that a service bears: slower when it refuses, then gradually
 * faster. Whoever is told to wait makes all others of the same pace wait, too.
 */
export class Pace {
  readonly #least: number;
  readonly #clock: Clock;
  #gap: number;
  #next = -Infinity;

  /** @param perSecond - The fastest; absent: as fast as can be, until the service refuses. */
  constructor(perSecond?: number, clock: Clock = STEADY_CLOCK) {
    this.#least = perSecond === undefined ? 0 : 1000 / perSecond;
    this.#gap = this.#least;
    this.#clock = clock;
  }

  /** Milliseconds between two requests. */
  get gapMs(): number {
    return this.#gap;
  }

  /** Waits for the next turn. */
  async turn(signal?: AbortSignal): Promise<void> {
    for (;;) {
      const wait = this.#next - this.#clock.now();
      if (wait <= 0) break;
      await this.#clock.sleep(wait, signal);
    }
    this.#next = this.#clock.now() + this.#gap;
  }

  /** It is nobody's turn before so many milliseconds are over. */
  hold(milliseconds: number): void {
    this.#next = Math.max(this.#next, this.#clock.now() + milliseconds);
  }

  /** The service has too many requests. */
  slower(retryAfterMs = 0): void {
    this.#gap = Math.min(SLOWEST_GAP_MS, Math.max(this.#least * 2, this.#gap * 2, FIRST_GAP_MS));
    this.hold(Math.max(retryAfterMs, this.#gap));
  }

  /** A request went well. */
  faster(): void {
    const gap = this.#gap * RECOVERY;
    this.#gap = Math.max(this.#least, gap < 1 ? 0 : gap);
  }
}
