import { isRecord } from "../../shared/internal";
import { hasUnknown, isUnknown } from "../policy/unknown";
import { encodedJson, listValue, numberValue, objectValue, sameValue, sortedEntries, textValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import { evaluated, openObject } from "./lazy-object";
import { exact, NOT_KNOWN, passing, type TerraformFunctions } from "./terraform-function";

/** The functions on lists and objects. */
export const COLLECTION_FUNCTIONS: TerraformFunctions = {
  coalesce: (values) => {
    for (const value of values) {
      if (isUnknown(value)) return NOT_KNOWN;
      if (value !== null && value !== "") return value;
    }
    throw new ExpressionProblem("nothing but null and empty texts");
  },
  compact: exact(([list]) => listValue(list).filter((item) => item !== null && item !== "")),
  concat: passing((lists) => lists.flatMap(listValue)),
  contains: passing(([list, wanted]) => {
    const same = listValue(evaluated(list)).map((item) => sameValue(item, evaluated(wanted)));
    if (same.includes(true)) return true;
    return same.includes(undefined) ? NOT_KNOWN : false;
  }),
  distinct: passing(([list]) => distinctItems(listValue(list))),
  element: passing(([list, position]) => {
    const items = listValue(list);
    const index = numberValue(position);
    if (items.length === 0 || !Number.isInteger(index)) throw new ExpressionProblem("no such item");
    return items[((index % items.length) + items.length) % items.length];
  }),
  flatten: passing(([list]) => {
    const items = flattened(listValue(list));
    return items.some(isUnknown) ? NOT_KNOWN : items;
  }),
  keys: passing(([object]) => {
    const keys = sortedEntries(closed(object)).map(([key]) => key);
    return hasUnknown(keys) ? NOT_KNOWN : keys;
  }),
  length: passing(([value]) => {
    if (typeof value === "string") return hasUnknown(value) ? NOT_KNOWN : Array.from(value).length;
    return Array.isArray(value) ? value.length : Object.keys(closed(value)).length;
  }),
  lookup: passing(([object, key, ...fallback]) => {
    if (hasUnknown(key)) return NOT_KNOWN;
    const members = closed(object);
    const name = textValue(key);
    if (Object.hasOwn(members, name)) return members[name];
    if (hasUnknown(Object.keys(members))) return NOT_KNOWN;
    if (fallback.length === 0) throw new ExpressionProblem("no such member");
    return fallback[0];
  }),
  merge: passing((objects) =>
    Object.fromEntries(objects.filter((object) => object !== null).flatMap((object) => Object.entries(closed(object)))),
  ),
  one: passing(([list]) => {
    const items = listValue(list);
    if (items.length > 1) throw new ExpressionProblem("more than one");
    return items[0] ?? null;
  }),
  reverse: passing(([list]) => [...listValue(list)].reverse()),
  setunion: passing((lists) => distinctItems(lists.flatMap(listValue))),
  sort: exact(([list]) => listValue(list).map(textValue).sort()),
  values: passing(([object]) => {
    const entries = sortedEntries(closed(object));
    return hasUnknown(entries.map(([key]) => key)) ? NOT_KNOWN : entries.map(([, value]) => value);
  }),
};

/** Items whose texts hold something unknown count as different from all others. */
export function distinctItems(items: readonly unknown[]): readonly unknown[] {
  const seen = new Set<string>();
  return items.filter((item) => {
    const json = encodedJson(evaluated(item));
    const isNew = !seen.has(json);
    seen.add(json);
    return isNew;
  });
}

function flattened(items: readonly unknown[]): readonly unknown[] {
  return items.flatMap((item) => (Array.isArray(item) ? flattened(item) : [item]));
}

/** An object whose members are all known by name, which a resource is not. */
function closed(value: unknown): Readonly<Record<string, unknown>> {
  if (isRecord(value) && openObject(value) !== undefined) throw new ExpressionProblem("members that AWS gives");
  return objectValue(value);
}
