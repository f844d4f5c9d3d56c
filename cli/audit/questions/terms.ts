import type { Case, Condition, Expression } from "./language";

/**
 * What stands at a path of the record: `text("requestParameters.repositoryName")`. Names with dots or colons as a list.
 */
export function text(path: string | readonly string[]): Expression {
  return { op: "text", path: typeof path === "string" ? path.split(".") : path };
}

/** What stands at a path of the item of a list. */
export function item(path: string): Expression {
  return { op: "item", path: path.split(".") };
}

/** What stands at a path of JSON that is in a text. */
export function inside(of: Expression, path: string): Expression {
  return { op: "inside", of, path: path.split(".") };
}

/** The ARN of the first resource that matches. */
export function resource(pattern: string): Expression {
  return { op: "resource", pattern };
}

/** Always the same text. */
export function literal(value: string): Expression {
  return { op: "literal", value };
}

/** The first that is not null. */
export function first(...of: readonly Expression[]): Expression {
  return { op: "first", of };
}

/** The first group of a regular expression, in the subset that JavaScript, Trino and RE2 read alike. */
export function match(of: Expression, pattern: string): Expression {
  return { op: "match", of, pattern };
}

/** One after the other. */
export function joined(...of: readonly Expression[]): Expression {
  return { op: "joined", of };
}

/** The first whose condition holds. */
export function choose(cases: readonly Case[], otherwise?: Expression): Expression {
  return { op: "choose", cases, ...(otherwise === undefined ? {} : { otherwise }) };
}

/** What a name means, or null. */
export function meaning(of: Expression, names: Readonly<Record<string, string>>): Expression {
  return { op: "meaning", of, names };
}

/** Is one of these texts. */
export function is(of: Expression, ...values: readonly string[]): Condition {
  return { op: "is", of, values };
}

/** A regular expression matches somewhere. */
export function matches(of: Expression, pattern: string): Condition {
  return { op: "matches", of, pattern };
}

/** Is not null. */
export function present(of: Expression): Condition {
  return { op: "present", of };
}

/** All hold. */
export function and(...of: readonly Condition[]): Condition {
  return { op: "and", of };
}

/** One holds. */
export function or(...of: readonly Condition[]): Condition {
  return { op: "or", of };
}

/** Does not hold. */
export function not(of: Condition): Condition {
  return { op: "not", of };
}
