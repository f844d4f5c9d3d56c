import type { SourceReport } from "../answer";
import type { EventSource } from "../event-source";
import type { Extract, Question, Row, Column } from "../question";
import { athenaQuery } from "./athena-query";
import { type AthenaRun, type AthenaState, runAthena, asked } from "./run-athena";
import { type ResultSet, type Row as AthenaRow, paginateGetQueryResults } from "@aws-sdk/client-athena";
import { allPages } from "../../toolkit/aws/all-pages";
import { ask } from "../../toolkit/aws/ask";
import { InputError } from "../../toolkit/input-error";

/** Rows that are handed on together. */
const PORTION = 1000;

/**
 * Athena as a source: it has made the rows already, so the question to answer from it is `answeredByAthena(question)`.
 *
 * @example
 * await answer(answeredByAthena(question), athenaSource({ client, table }));
 */
export function athenaSource(run: AthenaRun): EventSource {
  return {
    read: async (question, take, progress) => {
      const done = await runAthena(athenaQuery(question.asked, run.table), {
        ...run,
        progress: (state) => {
          run.progress?.(state);
          progress({ what: `Athena: ${state.state.toLowerCase()}`, done: state.scannedBytes, unit: "bytes" });
        },
      });
      let portion: Extract[] = [];
      let count = 0;
      for await (const row of athenaRows(done.queryId, question.columns, run)) {
        portion.push(extractOf(row));
        if (portion.length < PORTION) continue;
        count += portion.length;
        await take(portion);
        portion = [];
        progress({ what: "Reading Athena's answer", done: count, unit: "events" });
      }
      await take(portion);
      return report(run, done);
    },
  };
}

/** The question as Athena has answered it: what it gives are rows. */
export function answeredByAthena(question: Question): Question {
  return { ...question, rows: () => (extract) => [extract.values] };
}

function extractOf(row: Row): Extract {
  return { time: String(row["time"]), eventId: String(row["event"]), kind: "row", values: row };
}

function report({ table }: AthenaRun, { queryId, scannedBytes, milliseconds }: AthenaState): SourceReport {
  return {
    name: `Athena table ${table.database}.${table.table}`,
    kind: "athena",
    skipped: [],
    remarks: [
      `Athena scanned ${scannedBytes.toLocaleString("en")} bytes of compressed logs in ${(milliseconds / 1000).toFixed(1)} s (query ${queryId}).`,
    ],
  };
}

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
