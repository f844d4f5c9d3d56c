/**
 * A text in SQL, whatever is in it.
 *
 * @example
 * sqlText("it's"); // "'it''s'"
 */
export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name in SQL: of a column, a table or a database. */
export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** What the engines that run our SQL write differently. */
export interface Dialect {
  /** A JSON list as a list of the engine; null for what is not a list. */
  readonly listOfJson: (json: string) => string;
}

/**
 * Athena engine version 3, which is Trino.
 *
 * @see https://trino.io/docs/current/functions/json.html
 * @see https://docs.aws.amazon.com/athena/latest/ug/engine-versions-reference-0003.html
 */
export const ATHENA: Dialect = {
  listOfJson: (json) => `TRY_CAST(${json} AS array(json))`,
};
