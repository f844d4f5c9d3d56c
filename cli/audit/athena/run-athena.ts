import type { AthenaClient, QueryExecution } from "@aws-sdk/client-athena";
import {
  GetQueryExecutionCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { ask } from "../../toolkit/aws/ask";
import type { AskedOfAws } from "../../toolkit/aws/ask";
import { WALL_CLOCK } from "../../toolkit/clock";
import { InputError } from "../../toolkit/input-error";
import type { AthenaTableName } from "./table-name";

/** How a query is run. */
export interface AthenaRun {
  /** From `athenaClient`. */
  readonly client: AthenaClient;
  /** Whose credentials these are, for messages. */
  readonly session?: AskedOfAws["session"];
  readonly table: AthenaTableName;
  readonly workgroup?: string;
  /** Where Athena puts the result, `s3://…`, unless the workgroup says so. */
  readonly outputLocation?: string;
  /** Stops the query in Athena too. */
  readonly signal?: AbortSignal;
  /** Called each time that Athena has said how far it is. */
  readonly progress?: (state: AthenaState) => void;
  /** Waits between two questions for the state; for tests. */
  readonly wait?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** How far a query is. */
export interface AthenaState {
  readonly queryId: string;
  readonly state: string;
  readonly scannedBytes: number;
  readonly milliseconds: number;
}

const FIRST_WAIT = 250;
const LONGEST_WAIT = 5000;

/**
 * Runs SQL on Athena and waits until it is done.
 *
 * @throws InputError for what Athena refuses or fails at, with its reason, and when the signal stops it
 */
export async function runAthena(sql: string, run: AthenaRun): Promise<AthenaState> {
  const { client, table, workgroup, outputLocation, signal, progress, wait = pause } = run;
  if (signal?.aborted === true) throw stopped("Athena");
  const started = await ask(asked(run, "athena:StartQueryExecution"), () =>
    client.send(
      new StartQueryExecutionCommand({
        QueryString: sql,
        QueryExecutionContext: { Database: table.database },
        ...(workgroup === undefined ? {} : { WorkGroup: workgroup }),
        ...(outputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
      }),
    ),
  );
  const queryId = started.QueryExecutionId ?? "";
  for (let next = FIRST_WAIT; ; next = Math.min(next * 1.5, LONGEST_WAIT)) {
    if (isStopped(signal)) return stop(run, queryId);
    const { QueryExecution } = await ask(asked(run, "athena:GetQueryExecution"), () =>
      client.send(new GetQueryExecutionCommand({ QueryExecutionId: queryId })),
    );
    const state = stateOf(queryId, QueryExecution);
    progress?.(state);
    if (state.state === "SUCCEEDED") return state;
    if (state.state === "FAILED" || state.state === "CANCELLED") throw failed(run, state, QueryExecution);
    await wait(next, signal);
  }
}

/** What is asked of Athena, for messages. */
export function asked({ workgroup, session }: AthenaRun, call: string): AskedOfAws {
  const path = workgroup === undefined ? "Athena" : `workgroup ${workgroup}`;
  return { path, call, ...(session === undefined ? {} : { session }) };
}

function stateOf(queryId: string, execution: QueryExecution | undefined): AthenaState {
  const { DataScannedInBytes = 0, TotalExecutionTimeInMillis = 0 } = execution?.Statistics ?? {};
  const state = execution?.Status?.State ?? "QUEUED";
  return { queryId, state, scannedBytes: DataScannedInBytes, milliseconds: TotalExecutionTimeInMillis };
}

// A function, because the signal changes while this waits, which its type does not know.
function isStopped(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}

/** Waits, but not longer than until the signal says that nobody waits any more. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await WALL_CLOCK.sleep(milliseconds, signal).catch(() => undefined);
}

async function stop(run: AthenaRun, queryId: string): Promise<never> {
  await ask(asked(run, "athena:StopQueryExecution"), () =>
    run.client.send(new StopQueryExecutionCommand({ QueryExecutionId: queryId })),
  );
  throw stopped(`Athena query ${queryId}`);
}

function stopped(path: string): InputError {
  return new InputError([{ path, message: "was stopped", hint: "run it again: Athena has kept nothing of it" }]);
}

function failed(
  { table }: AthenaRun,
  { queryId, state }: AthenaState,
  execution: QueryExecution | undefined,
): InputError {
  const { StateChangeReason, AthenaError } = execution?.Status ?? {};
  const reason = (StateChangeReason ?? AthenaError?.ErrorMessage ?? "without a reason").replace(/\s+/g, " ").trim();
  const message = state === "CANCELLED" ? `was cancelled in Athena: ${reason}` : `failed: ${reason}`;
  return new InputError([{ path: `Athena query ${queryId}`, message, hint: hintFor(reason, table) }]);
}

function hintFor(reason: string, { database, table }: AthenaTableName): string {
  if (/TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|does not exist/i.test(reason)) {
    return `create the table ${database}.${table} first: the definition comes with the query`;
  }
  if (/COLUMN_NOT_FOUND|cannot be resolved/i.test(reason)) {
    return `${database}.${table} has other columns: create a table of another name from the definition that comes with the query`;
  }
  if (/access ?denied|permission/i.test(reason)) {
    return "allow s3:GetObject and s3:ListBucket on the logs, and what the workgroup needs to write its results";
  }
  return "the reason is Athena's own; its console shows the query by its id";
}
