import type { ConditionJson, OneOrMany } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown } from "../policy/unknown";
import type { IsUnknownKey } from "./bounds";
import { hasUnknownPart, withWildcards } from "./unknown-parts";

type Values = OneOrMany<string | number | boolean>;

/** Operators that hold for more requests the more values they list, and what takes a wildcard in their place. */
const WIDENING: Readonly<Record<string, string>> = {
  stringequals: "StringLike",
  stringlike: "StringLike",
  arnequals: "ArnLike",
  arnlike: "ArnLike",
};

/** At least and at most what conditions ask for. `narrow` is absent when it is not certain that they can hold. */
export function conditionBounds(
  condition: ConditionJson | undefined,
  isUnknownKey: IsUnknownKey,
): { readonly narrow?: { readonly Condition?: ConditionJson }; readonly wide: ConditionJson } {
  if (condition === undefined) return { narrow: {}, wide: {} };
  const narrow = new ConditionCollector();
  const wide = new ConditionCollector();
  let isCertain = true;
  for (const [operator, block] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(block)) {
      if (hasUnknown(operator) || hasUnknown(key) || isUnknownKey(key)) {
        isCertain = false;
        continue;
      }
      const known = listOf(values).filter((value) => !hasUnknownPart(String(value), isUnknownKey));
      if (known.length === listOf(values).length) {
        narrow.add(operator, key, values);
        wide.add(operator, key, values);
        continue;
      }
      const widening = wideningOf(operator);
      if (widening === undefined || known.length === 0) isCertain = false;
      else narrow.add(operator, key, known);
      if (widening !== undefined)
        wide.add(
          widening,
          key,
          listOf(values).map((value) => withWildcards(String(value), "value", isUnknownKey)),
        );
    }
  }
  const conditions = narrow.all;
  return {
    ...(isCertain ? { narrow: Object.keys(conditions).length > 0 ? { Condition: conditions } : {} } : {}),
    wide: wide.all,
  };
}

/** `ForAnyValue:StringEquals` → `ForAnyValue:StringLike`; `undefined` for operators that more values make narrower. */
function wideningOf(operator: string): string | undefined {
  const [, set = "", base = "", exists = ""] = /^(For(?:Any|All)Values?:)?(\w+?)(IfExists)?$/i.exec(operator) ?? [];
  const wide = WIDENING[base.toLowerCase()];
  return wide === undefined ? undefined : `${set}${wide}${exists}`;
}

/** Puts conditions together. Of two on the same operator and key the first stays: fewer conditions are wider. */
class ConditionCollector {
  readonly #all: Record<string, Record<string, Values>> = {};

  add(operator: string, key: string, values: Values): void {
    const block = (this.#all[operator] ??= {});
    block[key] ??= values;
  }

  get all(): ConditionJson {
    return this.#all;
  }
}
