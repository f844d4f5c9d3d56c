/** Does work, later where as much is running already as there is room for. */
export type Limit = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Lets so many things run at the same time, and the others wait in their order.
 *
 * @example
 * const limit = atMost(6);
 * const answers = await Promise.all(names.map((name) => limit(() => ask(name))));
 */
export function atMost(count: number): Limit {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // Whoever waits takes the place over.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/**
 * Does something with each item, so many side by side. After a failure nothing new is begun, and what has begun is
 * waited for.
 *
 * @returns what came out, in the order of the items
 * @throws what one of them failed with
 */
export async function mapSideBySide<T, U>(
  items: readonly T[],
  count: number,
  work: (item: T) => Promise<U>,
): Promise<readonly U[]> {
  const results: U[] = new Array<U>(items.length);
  let next = 0;
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !hasFailed) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(items[index] as T);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.max(1, count) }, worker));
  const failed = ended.find((each) => each.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return results;
}
