import type { CopyProgress, CopyResult } from "./copy-options";

/** How much there is. */
export interface TallyTotals {
  readonly manifests: number;
  readonly tags: number;
  readonly bytes: number;
}

const WINDOW_MS = 30_000;
/** Before, one layer's luck would decide. */
const LEAST_MS = 2_000;

interface Sample {
  readonly at: number;
  readonly bytes: number;
  readonly tags: number;
}

/** Counts what is done, and reckons how long the rest takes. */
export class Tally {
  readonly #totals: TallyTotals;
  readonly #now: () => number;
  readonly #started: number;
  /** Bytes that copiers which are at work have moved. */
  readonly #underway = new Map<string, number>();
  #samples: Sample[];
  #phase: CopyProgress["phase"] = "copying";
  #manifests = 0;
  #tags = 0;
  #knownBytes = 0;
  #movedBytes = 0;
  #checked = { done: 0, total: 0 };
  #copied = 0;
  #tagged = 0;
  #verified = 0;

  constructor(totals: TallyTotals, now: () => number = () => performance.now()) {
    this.#totals = totals;
    this.#now = now;
    this.#started = now();
    this.#samples = [{ at: this.#started, bytes: 0, tags: 0 }];
  }

  /** A manifest was at the destination, with bytes that nothing else had brought. */
  manifestThere(bytes: number): void {
    this.#manifests += 1;
    this.#knownBytes += bytes;
  }

  /** A copier has moved so much of what a manifest needs. */
  underway(digest: string, bytes: number): void {
    this.#underway.set(digest, bytes);
  }

  /** A copier has ended without success: what it moved may have to be moved again. */
  gaveUp(digest: string): void {
    this.#underway.delete(digest);
  }

  /** A manifest was copied. */
  manifestCopied(digest: string, bytes: number): void {
    this.#underway.delete(digest);
    this.#manifests += 1;
    this.#copied += 1;
    this.#movedBytes += bytes;
  }

  /** A tag points where it should. */
  tagDone(isNew: boolean): void {
    this.#tags += 1;
    if (isNew) this.#tagged += 1;
  }

  /** Everything is counted anew, because what was taken for done is not. */
  again(): void {
    this.#phase = "copying";
    this.#manifests = 0;
    this.#tags = 0;
    this.#knownBytes = 0;
  }

  /** So many of what is read back in the end have been. */
  checked(done: number, total: number): void {
    this.#phase = "verifying";
    this.#checked = { done, total };
  }

  /** Manifests whose bytes were read back, and are right. */
  manifestsVerified(count: number): void {
    this.#verified = count;
  }

  /** How far it is now. */
  progress(): CopyProgress {
    const now = this.#now();
    const moved = this.#moved();
    const pace = this.#paceUntil({ at: now, bytes: moved, tags: this.#tagged });
    const { manifests, tags, bytes } = this.#totals;
    const done = Math.min(bytes, this.#knownBytes + moved);
    const bytesLeft = (bytes - done) / pace.bytes;
    const tagsLeft = (tags - this.#tags) / pace.tags;
    const left = Math.max(bytes === done ? 0 : bytesLeft, tags === this.#tags || pace.tags === 0 ? 0 : tagsLeft);
    const isKnown = this.#phase === "copying" && Number.isFinite(left) && now - this.#started >= LEAST_MS;
    return {
      phase: this.#phase,
      manifests: { done: this.#manifests, total: manifests },
      tags: { done: this.#tags, total: tags },
      bytes: { done, total: bytes },
      verified: this.#checked,
      bytesPerSecond: Math.round(pace.bytes),
      ...(isKnown ? { secondsLeft: Math.ceil(left) } : {}),
      seconds: (now - this.#started) / 1000,
    };
  }

  /** What was done. */
  result(extraTags: readonly string[] = []): CopyResult {
    return {
      copied: this.#copied,
      alreadyThere: Math.max(0, this.#manifests - this.#copied),
      verified: this.#verified,
      tagged: this.#tagged,
      seconds: (this.#now() - this.#started) / 1000,
      bytes: this.#movedBytes,
      extraTags,
    };
  }

  #moved(): number {
    return [...this.#underway.values()].reduce((sum, bytes) => sum + bytes, this.#movedBytes);
  }

  /** In a second, since the oldest sample of the last half minute. */
  #paceUntil(sample: Sample): { readonly bytes: number; readonly tags: number } {
    this.#samples = [...this.#samples.filter(({ at }) => sample.at - at <= WINDOW_MS), sample];
    const first = this.#samples[0] as Sample;
    const seconds = (sample.at - first.at) / 1000;
    if (seconds <= 0) return { bytes: 0, tags: 0 };
    return {
      bytes: Math.max(0, (sample.bytes - first.bytes) / seconds),
      tags: (sample.tags - first.tags) / seconds,
    };
  }
}
