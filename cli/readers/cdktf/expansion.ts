import { isRecord } from "../../../shared/internal";
import { hasUnknown } from "../../policy/unknown";
import { sortedEntries, textValue } from "../../terraform-language/conversion";
import { lazyDeep } from "../../terraform-language/evaluate-text";
import { innerScope, type Scope } from "../../terraform-language/scope";
import type { Declaration } from "./stack-configuration";

/** One of the resources that a declaration with `count` or `for_each` makes. */
export interface Expanded {
  readonly key: string | number | undefined;
  readonly scope: Scope;
}

/** The resources that a declaration makes. */
export interface Expansion {
  readonly kind: "single" | "list" | "map" | "unknown";
  readonly items: readonly Expanded[];
}

/** How many resources a declaration makes; of an unknown number one stands for all, in whose values markers stand. */
export function expansionOf({ body }: Declaration, scope: Scope): Expansion {
  const { count, for_each: forEach } = body;
  if (count !== undefined && count !== null) return counted(lazyDeep(count, scope), scope);
  if (forEach !== undefined && forEach !== null) return forEachOf(lazyDeep(forEach, scope), scope);
  return { kind: "single", items: [{ key: undefined, scope }] };
}

/** More than any account may have of the resources that are read. */
const MOST = 10_000;

function counted(value: unknown, scope: Scope): Expansion {
  const count = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof count !== "number" || !Number.isInteger(count) || count < 0 || count > MOST) return unknownNumber(scope);
  const items = Array.from({ length: count }, (_, index) => ({
    key: index,
    scope: innerScope(scope, { count: { index } }),
  }));
  return { kind: "list", items };
}

function forEachOf(value: unknown, scope: Scope): Expansion {
  const entries = entriesOf(value);
  if (entries === undefined || hasUnknown(entries.map(([key]) => key))) return unknownNumber(scope);
  const items = entries.map(([key, item]) => ({
    key,
    scope: innerScope(scope, { each: { key, value: item } }),
  }));
  return { kind: "map", items };
}

/** The items of a set are their own keys. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (isRecord(value)) return sortedEntries(value);
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const isTexts = items.every((item) => typeof item === "string" || typeof item === "number");
  return isTexts ? items.map((item) => [textValue(item), item] as const) : undefined;
}

function unknownNumber(scope: Scope): Expansion {
  return { kind: "unknown", items: [{ key: undefined, scope }] };
}
