import { listOf } from "./planned-documents";
import type { Change, PlainStatement } from "./statement-change";
import { without } from "./statement-change";

/** Every change of one element of the condition of a statement. */
export function conditionChanges(statement: PlainStatement): readonly Change[] {
  const condition = statement.Condition;
  if (condition === undefined) return [];
  const { Condition: _, ...unconditional } = statement;
  const keys = Object.entries(condition).flatMap(([operator, values]) =>
    Object.entries(values).map(([key, value]) => ({ operator, key, values: listOf(value) })),
  );
  return [
    ...(keys.length > 1 ? [["drop condition", "all of it", unconditional] as const] : []),
    ...keys.flatMap(({ operator, key, values }): readonly Change[] => {
      const { [operator]: own = {}, ...others } = condition;
      const { [key]: _removed, ...rest } = own;
      const remaining = Object.keys(rest).length > 0 ? { ...others, [operator]: rest } : others;
      const left = Object.keys(remaining).length > 0 ? { ...statement, Condition: remaining } : unconditional;
      return [
        ["remove condition key", key, left],
        ...without(values).map(([value, fewer]): Change => [
          "remove condition value",
          `${key} ${value}`,
          { ...statement, Condition: { ...condition, [operator]: { ...own, [key]: fewer } } },
        ]),
        ...weakened(operator).map(([weaker, value]): Change => [
          "weaken operator",
          `${key} ${weaker} ${value}`,
          { ...statement, Condition: { ...remaining, [weaker]: { ...remaining[weaker], [key]: value } } },
        ]),
      ];
    }),
  ];
}

/** The operator that also matches patterns, with the pattern that matches everything. */
function weakened(operator: string): readonly (readonly [operator: string, value: string])[] {
  if (operator === "Bool") return [["Bool", "false"]];
  return [[operator.replace("Equals", "Like"), "*"]];
}
