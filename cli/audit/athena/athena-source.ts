import type { SourceReport } from "../answer";
import type { EventSource } from "../event-source";
import type { Extract, Question, Row } from "../question";
import { athenaQuery } from "./athena-query";
import { athenaRows } from "./athena-rows";
import type { AthenaRun, AthenaState } from "./run-athena";
import { runAthena } from "./run-athena";

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
