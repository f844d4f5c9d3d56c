/** A part of a whole, known by its name. */
interface Named {
  readonly name: string;
}

/**
 * Does the same with every item, side by side, with each after those that it has to come after (which stand before it in the
 * list). When one fails, those that run are waited for: what they work on may be removed afterwards.
 *
 * @throws the first failure, in the order of the list
 */
export async function sideBySide<T extends Named>(
  items: readonly T[],
  work: (item: T) => Promise<void>,
  comesAfter: (item: T) => readonly string[] = () => [],
): Promise<void> {
  const ends = new Map<string, Promise<void>>();
  for (const item of items) {
    const before = comesAfter(item).map(async (name) => ends.get(name));
    ends.set(
      item.name,
      Promise.all(before).then(() => work(item)),
    );
  }
  for (const end of await Promise.allSettled(ends.values())) if (end.status === "rejected") throw end.reason;
}
