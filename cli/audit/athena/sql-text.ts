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
