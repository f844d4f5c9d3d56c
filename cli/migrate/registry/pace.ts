import { pause } from "./patience";

/** Twice as slow at each refusal, up to one in so many milliseconds. */
const SLOWEST_GAP_MS = 2_000;
const FIRST_GAP_MS = 50;
/** How much of the gap is left after each success. */
const RECOVERY = 0.95;

/** Lets requests through one after the other, at a pace that a registry bears: slower when it refuses, then gradually faster. */
export class Pace {
  readonly #least: number;
  #gap: number;
  #next = 0;

  /** @param perSecond - The fastest; absent: as fast as can be, until the registry refuses. */
  constructor(perSecond?: number) {
    this.#least = perSecond === undefined ? 0 : 1000 / perSecond;
    this.#gap = this.#least;
  }

  /** Milliseconds between two requests. */
  get gapMs(): number {
    return this.#gap;
  }

  /** Waits for the next turn. */
  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#gap;
    if (at > now) await pause(at - now, signal);
  }

  /** The registry has too many requests. */
  slower(retryAfterMs = 0): void {
    this.#gap = Math.min(SLOWEST_GAP_MS, Math.max(this.#least * 2, this.#gap * 2, FIRST_GAP_MS));
    this.#next = Math.max(this.#next, performance.now() + Math.max(retryAfterMs, this.#gap));
  }

  /** A request went well. */
  faster(): void {
    const gap = this.#gap * RECOVERY;
    this.#gap = Math.max(this.#least, gap < 1 ? 0 : gap);
  }
}
