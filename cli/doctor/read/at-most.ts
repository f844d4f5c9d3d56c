/** Runs work, later where too much is running already. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Lets a handful of things run at the same time, and the others wait in their order.
 *
 * @example
 * const lane = atMost(6);
 * const answers = await Promise.all(names.map((name) => lane(() => ask(name))));
 */
export function atMost(count: number): Lane {
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
