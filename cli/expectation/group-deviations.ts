import type { Deviation } from "./deviation";

/** Deviations that are one difference. */
export type DeviationGroup = readonly [Deviation, ...Deviation[]];

/**
 * Puts together what is one difference: what is not known for the same reason; an operation that the file names
 * nowhere; else somebody's operations, with all repositories where they are the same.
 */
export function groupDeviations(deviations: Iterable<Deviation>): readonly DeviationGroup[] {
  const groups = grouped(deviations, ({ gap, isUnnamed, actual, operation, who, expected, key, because }) =>
    gap !== undefined
      ? ["gap", gap]
      : isUnnamed === true && actual === "allowed"
        ? ["operation", operation]
        : ["who", who, expected, actual, key, because],
  );
  return groups.flatMap((group) => (isOfSomebody(group) ? bySameOperations(group) : [group]));
}

function isOfSomebody([{ gap, isUnnamed, actual }]: DeviationGroup): boolean {
  return gap === undefined && !(isUnnamed === true && actual === "allowed");
}

/** Repositories with the same operations stand together. */
function bySameOperations(group: DeviationGroup): readonly DeviationGroup[] {
  const places = grouped(group, ({ where }) => [where]);
  return grouped(places, (place) => [...new Set(place.map(({ operation }) => operation))]).map(
    (same) => same.flat() as unknown as DeviationGroup,
  );
}

function grouped<T>(
  list: Iterable<T>,
  keyOf: (each: T) => readonly (string | undefined)[],
): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const each of list) {
    const key = JSON.stringify(keyOf(each));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}
