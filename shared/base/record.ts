/**
 * Whether `value` is an object of named properties of its own. A `Map` or an object that inherits them would be read as
 * one that has none, and access would be lost without a word.
 */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Most are written in braces or read from JSON: these are recognized at once, however many properties they have.
  if (prototype === null || prototype === Object.prototype) return true;
  if (objectKind(value) !== "Object") return false;
  for (const property in value) if (!Object.hasOwn(value, property)) return false;
  return true;
}

/** What kind of object a value is: `Object` for one written in braces or made by a class, `Map`, `Date` and so on. */
export function objectKind(value: object): string {
  return Object.prototype.toString.call(value).slice("[object ".length, -1);
}
