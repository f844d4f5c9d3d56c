import type { Blob } from "../registry/manifest";

/** Which layers are at the destination, and which are on their way: so that two copiers never upload the same one. */
export class BlobsUnderway {
  readonly #there = new Set<string>();
  readonly #underway = new Map<string, Promise<void>>();

  /** Notes layers that are at the destination; gives the bytes of those that were not known. */
  add(blobs: readonly Blob[]): number {
    const added = blobs.filter(({ digest }) => !this.#there.has(digest));
    for (const { digest } of added) this.#there.add(digest);
    return added.reduce((sum, { size }) => sum + size, 0);
  }

  /** Bytes of the layers that are not known to be at the destination. */
  missing(blobs: readonly Blob[]): number {
    return blobs.reduce((sum, { digest, size }) => sum + (this.#there.has(digest) ? 0 : size), 0);
  }

  /**
   * Does something with layers while nobody else moves any of them; those that are at the destination hinder nobody.
   */
  async alone<T>(blobs: readonly Blob[], work: () => Promise<T>): Promise<T> {
    for (;;) {
      const other = blobs.map(({ digest }) => this.#underway.get(digest)).find((each) => each !== undefined);
      if (other === undefined) break;
      await other;
    }
    const mine = blobs.map(({ digest }) => digest).filter((digest) => !this.#there.has(digest));
    const working = work();
    const settled = working.then(
      () => undefined,
      () => undefined,
    );
    for (const digest of mine) this.#underway.set(digest, settled);
    try {
      return await working;
    } finally {
      for (const digest of mine) this.#underway.delete(digest);
    }
  }
}
