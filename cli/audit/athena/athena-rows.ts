import type { ResultSet, Row as AthenaRow } from "@aws-sdk/client-athena";
import { paginateGetQueryResults } from "@aws-sdk/client-athena";
import { allPages } from "../../toolkit/aws/all-pages";
import { ask } from "../../toolkit/aws/ask";
import { InputError } from "../../toolkit/input-error";
import type { Column, Row } from "../question";
import type { AthenaRun } from "./run-athena";
import { asked } from "./run-athena";

/** The most that Athena gives at once. */
const PAGE = 1000;

/**
 * The rows of a query that is done, page by page: they look as those made from logs.
 *
 * @throws InputError for what Athena refuses, and for a result with other columns
 */
export async function* athenaRows(
  queryId: string,
  columns: readonly Column[],
  run: AthenaRun,
): AsyncGenerator<Row, void, undefined> {
  const pages = paginateGetQueryResults({ client: run.client, pageSize: PAGE }, { QueryExecutionId: queryId });
  const reading = allPages(pages);
  let isFirst = true;
  for (;;) {
    const { done, value } = await ask(asked(run, "athena:GetQueryResults"), () => reading.next());
    if (done === true) return;
    const { ResultSet } = value;
    const rows = ResultSet?.Rows ?? [];
    if (isFirst) checkColumns(queryId, ResultSet, columns);
    for (const row of isFirst && isHeader(rows[0], columns) ? rows.slice(1) : rows) yield rowOf(row, columns);
    isFirst = false;
  }
}

/** The first row has the names of the columns. */
function isHeader(row: AthenaRow | undefined, columns: readonly Column[]): boolean {
  return columns.every(({ name }, index) => row?.Data?.[index]?.VarCharValue === name);
}

function checkColumns(queryId: string, result: ResultSet | undefined, columns: readonly Column[]): void {
  const found = result?.ResultSetMetadata?.ColumnInfo?.map(({ Name = "" }) => Name);
  if (found === undefined || found.length === 0) return;
  if (found.length === columns.length && columns.every(({ name }, index) => name === found[index])) return;
  const message = `has the columns ${found.join(", ")}, not those of this question`;
  throw new InputError([
    { path: `Athena query ${queryId}`, message, hint: "ask again: this is another query's result" },
  ]);
}

function rowOf({ Data = [] }: AthenaRow, columns: readonly Column[]): Row {
  // What is null has no value; nothing that the query gives is an empty text.
  return Object.fromEntries(columns.map(({ name }, index) => [name, Data[index]?.VarCharValue ?? null]));
}
