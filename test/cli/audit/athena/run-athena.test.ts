import { ListNamedQueriesCommand } from "@aws-sdk/client-athena";
import { expect } from "chai";
import { athenaRows } from "../../../../cli/audit/athena/athena-source";
import { answeredByAthena, athenaSource } from "../../../../cli/audit/athena/athena-source";
import type { AthenaRun } from "../../../../cli/audit/athena/run-athena";
import { pause, runAthena } from "../../../../cli/audit/athena/run-athena";
import { athenaQuery } from "../../../../cli/audit/athena/athena-query";
import { answer } from "../../../../cli/audit/engine/answer";
import type { Extract, Row } from "../../../../cli/audit/question";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";
import { InputError } from "../../../../cli/toolkit/input-error";
import { refusalOfPromise } from "../../../support/thrown";
import { EVENTS } from "../fixtures/events";
import { localRows } from "../questions/local-rows";
import type { Answers } from "./fake-athena";
import { fakeAthena } from "./fake-athena";

const TABLE = { database: "audit", table: "cloudtrail" };
const QUERY_ID = "11111111-2222-4333-8444-555555555555";
const ASKED = { id: "pulls", repository: "orders" } as const;

/** An Athena that goes through these states, then gives these rows in pages. */
function athena(states: readonly object[], rows: readonly Row[] = [], pageSize = 1000, more: Answers = {}) {
  const left = [...states];
  const { columns } = makeQuestion(ASKED);
  const data = [Object.fromEntries(columns.map(({ name }) => [name, name])), ...rows].map((row) => ({
    Data: columns.map(({ name }) => (row[name] === null ? {} : { VarCharValue: row[name] })),
  }));
  const fake = fakeAthena({
    StartQueryExecution: () => ({ QueryExecutionId: QUERY_ID }),
    GetQueryExecution: () => ({ QueryExecution: left.length > 1 ? left.shift() : left[0] }),
    GetQueryResults: ({ NextToken }) => {
      const from = Number(NextToken ?? 0);
      const next = from + pageSize;
      return {
        ResultSet: {
          Rows: data.slice(from, next),
          ResultSetMetadata: { ColumnInfo: columns.map(({ name }) => ({ Name: name, Type: "varchar" })) },
        },
        ...(next < data.length ? { NextToken: String(next) } : {}),
      };
    },
    StopQueryExecution: () => ({}),
    ...more,
  });
  const waits: number[] = [];
  const run: AthenaRun = {
    client: fake.client,
    table: TABLE,
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
  };
  return { ...fake, run, waits };
}

const QUEUED = { Status: { State: "QUEUED" } };
const RUNNING = { Status: { State: "RUNNING" }, Statistics: { DataScannedInBytes: 1000 } };
const SUCCEEDED = {
  Status: { State: "SUCCEEDED" },
  Statistics: { DataScannedInBytes: 12_345_678, TotalExecutionTimeInMillis: 4210 },
};

describe("running on Athena", () => {
  it("starts the query where it is told to, and asks less and less often how far it is", async () => {
    const { run, calls, waits } = athena([QUEUED, ...Array.from({ length: 12 }, () => RUNNING), SUCCEEDED]);
    const states: string[] = [];
    const done = await runAthena("SELECT 1", {
      ...run,
      workgroup: "audit",
      outputLocation: "s3://results/",
      progress: ({ state, scannedBytes }) => states.push(`${state} ${scannedBytes}`),
    });
    expect(done).to.deep.equal({ queryId: QUERY_ID, state: "SUCCEEDED", scannedBytes: 12_345_678, milliseconds: 4210 });
    const [name, { ClientRequestToken, ...input }] = calls[0] ?? ["", {}];
    expect(name).to.equal("StartQueryExecution");
    expect(ClientRequestToken).to.be.a("string");
    expect(input).to.deep.equal({
      QueryString: "SELECT 1",
      QueryExecutionContext: { Database: "audit" },
      WorkGroup: "audit",
      ResultConfiguration: { OutputLocation: "s3://results/" },
    });
    expect([states[0], states[1], states.at(-1)]).to.deep.equal(["QUEUED 0", "RUNNING 1000", "SUCCEEDED 12345678"]);
    expect(waits.slice(0, 3)).to.deep.equal([250, 375, 562.5]);
    expect(Math.max(...waits)).to.equal(5000);
  });

  it("leaves workgroup and place of results to Athena where they are not given", async () => {
    const { run, calls } = athena([SUCCEEDED]);
    await runAthena("SELECT 1", run);
    expect(Object.keys(calls[0]?.[1] ?? {})).to.have.members([
      "QueryString",
      "QueryExecutionContext",
      "ClientRequestToken",
    ]);
  });

  it("gives the rows of all pages as the logs do", async () => {
    const rows = localRows(ASKED, EVENTS);
    for (const pageSize of [1, 3, 1000]) {
      const { run, calls } = athena([SUCCEEDED], rows, pageSize);
      const found: Row[] = [];
      for await (const row of athenaRows(QUERY_ID, makeQuestion(ASKED).columns, run)) found.push(row);
      expect(found, String(pageSize)).to.deep.equal(rows);
      expect(calls).to.have.length(Math.ceil((rows.length + 1) / pageSize));
      expect(calls.at(0)?.[1]).to.deep.equal({ QueryExecutionId: QUERY_ID, MaxResults: 1000 });
    }
  });

  it("refuses a result that Athena does not end", async () => {
    const { run } = athena([SUCCEEDED], [], 1000, { GetQueryResults: () => ({ ResultSet: {}, NextToken: "same" }) });
    const rows = athenaRows(QUERY_ID, makeQuestion(ASKED).columns, run);
    const refused = await refusalOfPromise(rows.next());
    expect(refused.message).to.contain("AWS does not end the list of athena:GetQueryResults");
  });

  it("is a source of events like the others", async () => {
    const rows = localRows(ASKED, EVENTS);
    const { run, calls } = athena([SUCCEEDED], rows, 5);
    const question = answeredByAthena(makeQuestion(ASKED));
    const extracts: Extract[] = [];
    const report = await athenaSource(run).read(
      question,
      (some) => void extracts.push(...some),
      () => undefined,
    );
    const next = question.rows();
    expect(extracts.flatMap((extract) => next(extract))).to.deep.equal(rows);
    expect(extracts[0]).to.include({ time: "2026-10-01T08:00:00Z", eventId: "00000000-0000-4000-8000-000000000001" });
    expect(calls[0]?.[1]).to.include({ QueryString: athenaQuery(ASKED, TABLE) });
    expect(report).to.deep.equal({
      name: "Athena table audit.cloudtrail",
      kind: "athena",
      skipped: [],
      remarks: [`Athena scanned 12,345,678 bytes of compressed logs in 4.2 s (query ${QUERY_ID}).`],
    });
  });

  it("gives the answer that logs give", async () => {
    const asked = { ...ASKED, since: "2026-10-01", until: "2026-11-01" };
    const question = makeQuestion(asked);
    const { run } = athena([SUCCEEDED], localRows(asked, EVENTS));
    const fromAthena = await answer(answeredByAthena(question), athenaSource(run));
    const fromLogs = await answer(question, {
      read: async (_, take) => {
        await take(EVENTS.flatMap((event) => question.extract(event)));
        return { name: "events", kind: "logs", skipped: [], remarks: [] };
      },
    });
    expect(fromAthena.groups).to.deep.equal(fromLogs.groups);
    expect(fromAthena.timeline).to.deep.equal(fromLogs.timeline);
    expect(fromAthena.rowCount).to.equal(fromLogs.rowCount).and.to.be.greaterThan(10);
    fromAthena.close?.();
    fromLogs.close?.();
  });

  const FAILURES: readonly (readonly [reason: string, hint: string])[] = [
    [
      "TABLE_NOT_FOUND: line 5:8: Table 'awsdatacatalog.audit.cloudtrail' does not exist",
      "create the table audit.cloudtrail first: the definition comes with the query",
    ],
    [
      "COLUMN_NOT_FOUND: line 1:1: Column 'log_day' cannot be resolved",
      "audit.cloudtrail has other columns: create a table of another name from the definition that comes with the query",
    ],
    [
      "Access Denied (Service: Amazon S3; Status Code: 403)",
      "allow s3:GetObject and s3:ListBucket on the logs, and what the workgroup needs to write its results",
    ],
    [
      "Query exhausted resources\n at this scale factor",
      "the reason is Athena's own; its console shows the query by its id",
    ],
  ];
  for (const [reason, hint] of FAILURES) {
    it(`says why it failed: ${reason.slice(0, 20)}`, async () => {
      const { run } = athena([RUNNING, { Status: { State: "FAILED", StateChangeReason: reason } }]);
      expect(await problemsOf(runAthena("SELECT 1", run))).to.deep.equal([
        { path: `Athena query ${QUERY_ID}`, message: `failed: ${reason.replace(/\s+/g, " ")}`, hint },
      ]);
    });
  }

  it("says that somebody cancelled it", async () => {
    const { run } = athena([{ Status: { State: "CANCELLED", StateChangeReason: "Query cancelled by user" } }]);
    const [problem] = await problemsOf(runAthena("SELECT 1", run));
    expect(problem?.message).to.equal("was cancelled in Athena: Query cancelled by user");
  });

  it("stops the query in Athena when it is interrupted", async () => {
    const controller = new AbortController();
    const { run, calls } = athena([RUNNING]);
    const interrupted = runAthena("SELECT 1", {
      ...run,
      signal: controller.signal,
      progress: () => {
        controller.abort();
      },
    });
    expect(await problemsOf(interrupted)).to.deep.equal([
      { path: `Athena query ${QUERY_ID}`, message: "was stopped", hint: "run it again: Athena has kept nothing of it" },
    ]);
    expect(calls.at(-1)).to.deep.equal(["StopQueryExecution", { QueryExecutionId: QUERY_ID }]);
  });

  it("wakes from waiting when it is interrupted", async () => {
    const controller = new AbortController();
    setTimeout(() => {
      controller.abort();
    }, 10);
    // Without the signal, the test would end by its own time limit.
    await pause(60_000, controller.signal);
    expect(controller.signal.aborted).to.be.true;
  });

  it("starts nothing when it was interrupted before", async () => {
    const { run, calls } = athena([RUNNING]);
    await problemsOf(runAthena("SELECT 1", { ...run, signal: AbortSignal.abort() }));
    expect(calls).to.deep.equal([]);
  });

  it("says which permission is missing", async () => {
    const denied = {
      __type: "AccessDeniedException",
      message: "not authorized to perform: athena:StartQueryExecution",
    };
    const { run } = athena([SUCCEEDED], [], 1, { StartQueryExecution: () => denied });
    expect(
      await problemsOf(runAthena("SELECT 1", { ...run, workgroup: "audit", session: { name: "profile hub" } })),
    ).to.deep.equal([
      {
        path: "workgroup audit",
        message:
          "athena:StartQueryExecution is denied (with profile hub): not authorized to perform: athena:StartQueryExecution",
        hint: "allow athena:StartQueryExecution for whoever runs this",
      },
    ]);
  });

  it("refuses the result of another query", async () => {
    const { run } = athena([SUCCEEDED]);
    const [, ...others] = makeQuestion(ASKED).columns;
    const [problem] = await problemsOf(athenaRows(QUERY_ID, others, run).next());
    expect(problem?.message).to.match(/^has the columns time, what, .*, not those of this question$/);
  });

  it("can ask Athena for nothing else", async () => {
    const { client } = athena([SUCCEEDED]);
    let message = "";
    await client.send(new ListNamedQueriesCommand({})).catch((error: unknown) => {
      message = (error as Error).message;
    });
    expect(message).to.equal("ListNamedQueriesCommand is not among what this may ask AWS for");
  });
});

async function problemsOf(running: Promise<unknown>): Promise<InputError["problems"]> {
  try {
    await running;
  } catch (error) {
    if (InputError.is(error)) return error.problems;
    throw error;
  }
  return [];
}
