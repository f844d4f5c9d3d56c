import type { IsUnresolved } from "./unresolved";

/** Compares by code point, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The canonical order of a list of texts: concrete ones sorted and without duplicates, then unresolved ones in the order
 * given (their text is a placeholder, so sorting by it would change from run to run).
 *
 * @example
 * ```ts
 * canonicalList(["b", "a", "b"], () => false); // ["a", "b"]
 * ```
 */
export function canonicalList(values: readonly string[], isUnresolved: IsUnresolved): readonly string[] {
  const unique = [...new Set(values)];
  const concrete = unique.filter((value) => !isUnresolved(value)).sort(compareText);
  return Object.freeze([...concrete, ...unique.filter((value) => isUnresolved(value))]);
}

/** Freezes a value and everything in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  } else if (Array.isArray(value)) {
    for (const inner of value) deepFreeze(inner);
  }
  return value;
}
