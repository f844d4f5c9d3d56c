import { createHash } from "node:crypto";

/** The same value with the keys of its objects in order, and its texts changed. */
export function canonical(value: unknown, change: (text: string) => string = (text) => text): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => canonical(item, change));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, canonical(inner, change)]));
}

/** A short name for a text. */
export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** The object that a text is the JSON of. */
export function documentIn(text: unknown): object | undefined {
  if (typeof text !== "string" || !text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
