import { isDeepStrictEqual } from "node:util";

/** What differs between what was recorded and what is made now, a line for each: where it is, and how it differs. */
export function differences(recorded: unknown, now: unknown, path = ""): readonly string[] {
  if (isDeepStrictEqual(recorded, now)) return [];
  const before = membersOf(recorded);
  const after = membersOf(now);
  if (!before || !after) return [`changed: ${path}\n${sideBySide(textOf(recorded), textOf(now))}`];
  const below = (key: string): string => (path === "" ? key : `${path} › ${key}`);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const found = keys.flatMap((key) => {
    if (!after.has(key)) return [`gone: ${below(key)}`];
    if (!before.has(key)) return [`new: ${below(key)}`];
    return differences(before.get(key), after.get(key), below(key));
  });
  // A list of the same texts in another order.
  return found.length > 0 ? found : [`changed: ${path}\n${sideBySide(textOf(recorded), textOf(now))}`];
}

/** What can be gone or new in a value: the entries of an object, the items of a list of texts. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value)) return new Map(Object.entries(value));
  return value.every((item) => typeof item === "string") ? new Map(value.map((item) => [item, item])) : undefined;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Both texts around the place where they begin to differ. */
function sideBySide(recorded: string, now: string): string {
  const first = [...recorded].findIndex((character, index) => character !== now[index]);
  const place = first === -1 ? recorded.length : first;
  const excerpt = (text: string): string => {
    const [from, to] = [Math.max(0, place - 60), place + 60];
    return `${from > 0 ? "…" : ""}${text.slice(from, to)}${to < text.length ? "…" : ""}`;
  };
  return `    recorded: ${excerpt(recorded)}\n    now:      ${excerpt(now)}`;
}
