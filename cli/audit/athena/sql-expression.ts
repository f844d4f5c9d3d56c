import type { Condition, Expression, Path } from "../questions/language";
import { sqlText } from "./sql-text";
import type { ColumnType } from "./table-columns";
import { TABLE_COLUMNS } from "./table-columns";

/** The name of the item of a list, in the query of a part. */
export const ITEM = "item";

/** An expression in SQL. An empty text is null in each of them, as the language says. */
export function sqlExpression(expression: Expression): string {
  switch (expression.op) {
    case "text":
      return textAt(expression.path);
    case "item":
      return filled(scalar(ITEM, expression.path));
    case "inside":
      // A text that is not JSON makes these functions fail or answer null, depending on the version.
      return filled(`TRY(${scalar(sqlExpression(expression.of), expression.path)})`);
    case "resource":
      return `(element_at(filter(resources, r -> regexp_like(r.arn, ${sqlText(expression.pattern)})), 1)).arn`;
    case "literal":
      return sqlText(expression.value);
    case "first":
      return `coalesce(${expression.of.map(sqlExpression).join(", ")})`;
    case "match":
      return filled(`regexp_extract(${sqlExpression(expression.of)}, ${sqlText(expression.pattern)}, 1)`);
    case "joined":
      return `(${expression.of.map(sqlExpression).join(" || ")})`;
    case "choose": {
      const cases = expression.cases.map(({ when, then }) => `WHEN ${sqlCondition(when)} THEN ${sqlExpression(then)}`);
      const otherwise = expression.otherwise === undefined ? "NULL" : sqlExpression(expression.otherwise);
      return `CASE ${cases.join(" ")} ELSE ${otherwise} END`;
    }
    case "meaning": {
      const names = Object.entries(expression.names).map(
        ([name, meaning]) => `WHEN ${sqlText(name)} THEN ${sqlText(meaning)}`,
      );
      return `CASE ${sqlExpression(expression.of)} ${names.join(" ")} ELSE NULL END`;
    }
  }
}

/** A condition in SQL that is true or false, and never null. */
export function sqlCondition(condition: Condition): string {
  switch (condition.op) {
    case "and":
      return group(condition.of, " AND ", "TRUE");
    case "or":
      return group(condition.of, " OR ", "FALSE");
    case "not":
      return `NOT ${sqlCondition(condition.of)}`;
    case "is":
      return decided(`${sqlExpression(condition.of)} IN (${condition.values.map(sqlText).join(", ")})`);
    case "matches":
      return decided(`regexp_like(${sqlExpression(condition.of)}, ${sqlText(condition.pattern)})`);
    case "holds":
      return decided(`strpos(${sqlExpression(condition.of)}, ${sqlText(condition.text)}) > 0`);
    case "present":
      return `(${sqlExpression(condition.of)} IS NOT NULL)`;
    case "from":
      return decided(`${sqlExpression(condition.of)} >= ${sqlText(condition.least)}`);
    case "before":
      return decided(`${sqlExpression(condition.of)} < ${sqlText(condition.end)}`);
  }
}

/** The JSON at a path of the record. */
export function sqlJsonAt(path: Path): string {
  const { column, rest, type } = columnAt(path);
  if (type !== "json") throw new Error(`${path.join(".")} is not JSON in the table`);
  return `json_extract(${column}, ${sqlText(jsonPath(rest))})`;
}

/** The JSON at a path of JSON that is in a text; null where it is none. */
export function sqlJsonInside(text: string, path: Path): string {
  return `TRY(json_extract(${text}, ${sqlText(jsonPath(path))}))`;
}

function textAt(path: Path): string {
  const { column, rest, type } = columnAt(path);
  if (type === "string" && rest.length === 0) return filled(column);
  if (type === "json" && rest.length > 0) return filled(scalar(column, rest));
  throw new Error(`the table has no text at ${path.join(".")}`);
}

/** The column of a path, through structs, and what of the path is left. */
function columnAt(path: Path): { readonly column: string; readonly rest: Path; readonly type: ColumnType } {
  const [start = "", ...others] = path;
  let type = TABLE_COLUMNS[start];
  let column = start.toLowerCase();
  let rest = others;
  while (typeof type === "object" && "struct" in type && rest.length > 0) {
    const [name = "", ...after] = rest;
    type = type.struct[name];
    column = `${column}.${name.toLowerCase()}`;
    rest = after;
  }
  if (type === undefined) throw new Error(`the table has no ${path.join(".")}`);
  return { column, rest, type };
}

function scalar(json: string, path: Path): string {
  return `json_extract_scalar(${json}, ${sqlText(jsonPath(path))})`;
}

/** In the brackets that names with colons need. */
function jsonPath(path: Path): string {
  return `$${path.map((name) => (/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `["${name}"]`)).join("")}`;
}

function filled(text: string): string {
  return `nullif(${text}, '')`;
}

function decided(condition: string): string {
  return `coalesce(${condition}, FALSE)`;
}

function group(conditions: readonly Condition[], word: string, empty: string): string {
  return conditions.length === 0 ? empty : `(${conditions.map(sqlCondition).join(word)})`;
}
