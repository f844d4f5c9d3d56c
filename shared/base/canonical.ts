/** Compares by code point, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Freezes a value of plain objects, lists and texts, and everything in it. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof inner === "object") deepFreeze(inner);
  }
  return value;
}
