import { isRecord } from "../../shared/internal";
import { hasUnknown } from "../policy/unknown";
import { ExpressionProblem } from "./expression-problem";

/** An object of the language, as opposed to a list. */
export type ObjectValue = Readonly<Record<string, unknown>>;

/**
 * A value as Terraform puts it into a text.
 *
 * @throws ExpressionProblem for lists, objects and null, which have no text
 */
export function textValue(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  throw new ExpressionProblem("no text");
}

/**
 * A value as a number.
 *
 * @throws ExpressionProblem for what is not a number and no text of one
 */
export function numberValue(value: unknown): number {
  if (typeof value === "number") return value;
  if (typeof value === "string" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return Number(value);
  throw new ExpressionProblem("no number");
}

/**
 * A value as a condition.
 *
 * @throws ExpressionProblem for what is neither true nor false
 */
export function booleanValue(value: unknown): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new ExpressionProblem("neither true nor false");
}

/**
 * A value as a list.
 *
 * @throws ExpressionProblem for what is not a list
 */
export function listValue(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw new ExpressionProblem("no list");
}

/**
 * A value as an object.
 *
 * @throws ExpressionProblem for what is not an object
 */
export function objectValue(value: unknown): ObjectValue {
  if (isRecord(value)) return value;
  throw new ExpressionProblem("no object");
}

/** The entries of an object in the order in which Terraform goes through them. */
export function sortedEntries(value: ObjectValue): readonly (readonly [string, unknown])[] {
  return Object.keys(value)
    .sort()
    .map((key) => [key, value[key]] as const);
}

/** Whether two values are the same; `undefined` when that depends on something unknown. */
export function sameValue(left: unknown, right: unknown): boolean | undefined {
  if (hasUnknown(left) || hasUnknown(right)) return undefined;
  return encodedJson(left) === encodedJson(right);
}

/** JSON as Terraform writes it: keys in order, and `<`, `>`, `&` as escapes. */
export function encodedJson(value: unknown): string {
  return escapedJson(withSortedKeys(value));
}

/**
 * JSON with the escapes that Terraform and its providers write, keys as they are.
 *
 * @param indent - How many spaces a level is indented by. @default - no line breaks
 */
export function escapedJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A value with the keys of its objects in order. */
export function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (!isRecord(value)) return value;
  return Object.fromEntries(sortedEntries(value).map(([key, inner]) => [key, withSortedKeys(inner)]));
}

/** Compares two texts as Terraform does: by the bytes of their UTF-8. */
export function inByteOrder(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}
