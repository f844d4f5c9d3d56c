import { hasUnknown, isUnknown } from "../policy/unknown";
import { booleanOf, isObject, listValue, sortedEntries, textOf } from "./conversion";
import { evaluate, type Evaluation } from "./evaluator";
import { ExpressionProblem } from "./expression-problem";
import { evaluated } from "./lazy-object";
import { innerScope } from "./scope";
import type { Expression } from "./syntax";

type For = Extract<Expression, { kind: "for" }>;

/** The list or object that a `for` makes; `undefined` when it depends on something unknown what is in it. */
export function evaluateFor(expression: For, evaluation: Evaluation): unknown {
  const collection = evaluate(expression.collection, evaluation);
  if (isUnknown(collection)) return undefined;
  const results: (readonly [unknown, unknown])[] = [];
  for (const [key, item] of entriesOf(collection)) {
    const names = {
      ...(expression.keyName === undefined ? {} : { [expression.keyName]: key }),
      [expression.valueName]: item,
    };
    const inner = { ...evaluation, scope: innerScope(evaluation.scope, names) };
    const condition = expression.condition === undefined ? true : evaluated(evaluate(expression.condition, inner));
    if (hasUnknown(condition)) return undefined;
    if (!booleanOf(condition)) continue;
    const resultKey = expression.resultKey && evaluated(evaluate(expression.resultKey, inner));
    if (hasUnknown(resultKey)) return undefined;
    results.push([resultKey, evaluate(expression.result, inner)]);
  }
  return expression.resultKey === undefined ? results.map(([, value]) => value) : objectOf(results, expression.groups);
}

function entriesOf(collection: unknown): readonly (readonly [string | number, unknown])[] {
  if (isObject(collection)) return sortedEntries(collection);
  return listValue(collection).map((item, index) => [index, item] as const);
}

function objectOf(results: readonly (readonly [unknown, unknown])[], groups: boolean): unknown {
  const values = new Map<string, unknown[]>();
  for (const [key, value] of results) {
    const name = textOf(key);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  if (groups) return Object.fromEntries(values);
  if (values.size < results.length) throw new ExpressionProblem("two values for one key");
  return Object.fromEntries([...values].map(([key, [value]]) => [key, value]));
}
