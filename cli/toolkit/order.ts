/**
 * A list in the order of the texts that stand for each item: by the first text, among equals by the second, and so on.
 *
 * @example
 * sortedBy(keys, ({ accountId, region, name }) => [accountId, region, name]);
 */
export function sortedBy<T>(items: readonly T[], textsOf: (item: T) => readonly string[]): readonly T[] {
  return items
    .map((item) => ({ item, texts: textsOf(item) }))
    .sort((a, b) => compareLists(a.texts, b.texts))
    .map(({ item }) => item);
}

/** A list without the items that have the same text as one before them. */
export function distinctBy<T>(items: readonly T[], itemText: (item: T) => string): readonly T[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const text = itemText(item);
    return !seen.has(text) && seen.add(text);
  });
}

/** The items by the text that stands for each, in their order. */
export function groupedBy<T>(items: readonly T[], itemText: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const text = itemText(item);
    const group = groups.get(text);
    if (group === undefined) groups.set(text, [item]);
    else group.push(item);
  }
  return groups;
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [index, text] of a.entries()) {
    const order = compareTexts(text, b[index] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** By code units: the same on every machine, whatever its language. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
