import { isRecord } from "../../shared/internal";
import { hasUnknown, isUnknown } from "../policy/unknown";
import { booleanValue, listValue, numberValue, sortedEntries, textValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import { FUNCTIONS } from "./functions";
import { evaluated, openObject } from "./lazy-object";
import { markerFor } from "./marker";
import { applyBinary } from "./operators";
import { innerScope, type Scope } from "./scope";
import { SPLAT_ITEM, type Expression, type ForExpression } from "./syntax";
import { NOT_KNOWN } from "./terraform-function";

/** Evaluates expressions of one scope. */
export interface Evaluation {
  readonly scope: Scope;
  /** Whether a part without a value becomes a marker, or, inside of `try`, ends the evaluation of the whole. */
  readonly marks: boolean;
}

/** The value of an expression; a marker where it is not known. */
export function evaluate(expression: Expression, evaluation: Evaluation): unknown {
  try {
    return valueOf(expression, evaluation);
  } catch (error) {
    if (!(error instanceof ExpressionProblem) || !evaluation.marks) throw error;
    return markerFor(expression.source);
  }
}

function valueOf(expression: Expression, evaluation: Evaluation): unknown {
  const value = (inner: Expression): unknown => evaluate(inner, evaluation);
  const whole = (inner: Expression): unknown => evaluated(value(inner));
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return expression.parts.map((part) => (typeof part === "string" ? part : partText(part, evaluation))).join("");
    case "name":
      return orMarker(evaluation.scope.find(expression.name), expression.source);
    case "member":
      return member(value(expression.of), whole(expression.key), expression.source);
    case "splat":
      return splat(expression, evaluation);
    case "call":
      return call(expression, evaluation);
    case "conditional": {
      const condition = value(expression.condition);
      if (hasUnknown(condition)) return markerFor(expression.source);
      return value(booleanValue(condition) ? expression.yes : expression.no);
    }
    case "unary": {
      const operand = value(expression.operand);
      if (hasUnknown(operand)) return markerFor(expression.source);
      return expression.operator === "!" ? !booleanValue(operand) : -numberValue(operand);
    }
    case "binary": {
      const { operator, left, right, source } = expression;
      return orMarker(
        applyBinary(operator, whole(left), () => whole(right)),
        source,
      );
    }
    case "list":
      return expression.items.map(value);
    case "object":
      return Object.fromEntries(expression.entries.map(([key, inner]) => [textValue(whole(key)), value(inner)]));
    case "for":
      return orMarker(evaluateFor(expression, evaluation), expression.source);
  }
}

function orMarker(value: unknown, source: string): unknown {
  return value === undefined ? markerFor(source) : value;
}

/** A part of a text that is not a text itself makes nothing else of the text unknown. */
function partText(part: Expression, evaluation: Evaluation): string {
  const value = evaluated(evaluate(part, evaluation));
  if (evaluation.marks && (value === null || typeof value === "object")) return markerFor(part.source);
  return textValue(value);
}

function member(of: unknown, key: unknown, source: string): unknown {
  if (isUnknown(of) || hasUnknown(key)) return markerFor(source);
  if (Array.isArray(of)) {
    const index = numberValue(key);
    if (!Number.isInteger(index) || index < 0 || index >= of.length) throw new ExpressionProblem("no such item");
    return of[index];
  }
  if (!isRecord(of)) throw new ExpressionProblem("nothing that has members");
  const name = textValue(key);
  if (Object.hasOwn(of, name)) return of[name];
  const open = openObject(of);
  if (open === undefined) throw new ExpressionProblem("no such member");
  return orMarker(open.given(name), source);
}

function splat({ of, each, source }: Extract<Expression, { kind: "splat" }>, evaluation: Evaluation): unknown {
  const collection = evaluate(of, evaluation);
  if (isUnknown(collection)) return markerFor(source);
  if (collection === null) return [];
  const items = Array.isArray(collection) ? listValue(collection) : [collection];
  return items.map((item) =>
    evaluate(each, { ...evaluation, scope: innerScope(evaluation.scope, { [SPLAT_ITEM]: item }) }),
  );
}

/** The list or object that a `for` makes; `undefined` when it depends on something unknown what is in it. */
function evaluateFor(expression: ForExpression, evaluation: Evaluation): unknown {
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
    if (!booleanValue(condition)) continue;
    const resultKey = expression.resultKey && evaluated(evaluate(expression.resultKey, inner));
    if (hasUnknown(resultKey)) return undefined;
    results.push([resultKey, evaluate(expression.result, inner)]);
  }
  return expression.resultKey === undefined ? results.map(([, value]) => value) : forObject(results, expression.groups);
}

function entriesOf(collection: unknown): readonly (readonly [string | number, unknown])[] {
  if (isRecord(collection)) return sortedEntries(collection);
  return listValue(collection).map((item, index) => [index, item] as const);
}

function forObject(results: readonly (readonly [unknown, unknown])[], groups: boolean): unknown {
  const values = new Map<string, unknown[]>();
  for (const [key, value] of results) {
    const name = textValue(key);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  if (groups) return Object.fromEntries(values);
  if (values.size < results.length) throw new ExpressionProblem("two values for one key");
  return Object.fromEntries([...values].map(([key, [value]]) => [key, value]));
}

function call(expression: Extract<Expression, { kind: "call" }>, evaluation: Evaluation): unknown {
  const { name, source } = expression;
  if (name === "try" || name === "can") return attempt(expression, evaluation);
  const apply = FUNCTIONS.get(name);
  if (apply === undefined) return markerFor(source);
  const values = expression.arguments.map((argument) => evaluate(argument, evaluation));
  const last = values.at(-1);
  if (expression.spreads && isUnknown(last)) return markerFor(source);
  const result = apply(expression.spreads ? [...values.slice(0, -1), ...listValue(last)] : values);
  return result === NOT_KNOWN ? markerFor(source) : result;
}

/** `try` gives the first argument that has a value. Whether an unknown one has a value is unknown. */
function attempt(expression: Extract<Expression, { kind: "call" }>, evaluation: Evaluation): unknown {
  const { name, source } = expression;
  for (const argument of expression.arguments) {
    try {
      const value = evaluate(argument, { ...evaluation, marks: false });
      if (name === "try") return value;
      return hasUnknown(evaluated(value)) ? markerFor(source) : true;
    } catch (error) {
      if (!(error instanceof ExpressionProblem)) throw error;
    }
  }
  if (name === "can") return false;
  throw new ExpressionProblem("no argument has a value");
}
