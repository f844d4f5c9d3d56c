/** Something that comes after others. */
export interface Ordered {
  readonly digest: string;
  readonly after: readonly string[];
}

/**
 * Does something with each item, some side by side: in the order given, but each only when all that it comes after are
 * done.
 *
 * @param work - Whatever it throws ends everything; what is under way is waited for.
 */
export async function inOrder<T extends Ordered>(
  items: readonly T[],
  jobs: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = new Map<string, number>();
  const followers = new Map<string, T[]>();
  const known = new Set(items.map(({ digest }) => digest));
  for (const item of items) {
    const before = item.after.filter((digest) => known.has(digest) && digest !== item.digest);
    waiting.set(item.digest, new Set(before).size);
    for (const digest of new Set(before)) {
      const others = followers.get(digest);
      if (others === undefined) followers.set(digest, [item]);
      else others.push(item);
    }
  }
  const ready = items.filter(({ digest }) => waiting.get(digest) === 0);
  let next = 0;
  let done = 0;
  let wake: (() => void)[] = [];
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    while (!hasFailed && done < items.length) {
      const item = ready[next];
      if (item === undefined) {
        await new Promise<void>((resolve) => wake.push(resolve));
        continue;
      }
      next += 1;
      try {
        await work(item);
      } catch (error) {
        hasFailed = true;
        throw error;
      } finally {
        done += 1;
        for (const follower of followers.get(item.digest) ?? []) {
          const left = (waiting.get(follower.digest) ?? 0) - 1;
          waiting.set(follower.digest, left);
          if (left === 0) ready.push(follower);
        }
        for (const resolve of wake) resolve();
        wake = [];
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.max(1, jobs) }, worker));
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** Items that come after each other in a circle, so that none can be first; a circle cannot come from a registry. */
export function inCircles(items: readonly Ordered[]): readonly string[] {
  const left = new Map(items.map((item) => [item.digest, item.after]));
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const [digest, after] of left) {
      if (!after.some((each) => each !== digest && left.has(each))) left.delete(digest);
    }
  }
  return [...left.keys()];
}
