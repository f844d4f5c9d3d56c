import { expect } from "chai";
import { athenaClient } from "../../cli/audit/ask-athena";
import { athenaQuery } from "../../cli/audit/athena/athena-query";
import { athenaRows } from "../../cli/audit/athena/athena-source";
import { athenaTable } from "../../cli/audit/athena/athena-table";
import { runAthena } from "../../cli/audit/athena/run-athena";
import type { Row } from "../../cli/audit/question";
import { makeQuestion } from "../../cli/audit/questions/make-question";
import { EVENTS } from "../cli/audit/fixtures/events";
import { localRows } from "../cli/audit/questions/local-rows";
import { sharedEmulator } from "../support/shared-emulator";

const ACCOUNT = "123456789012";
const REGION = "us-east-1";
const ASKED = { id: "changes" } as const;
const TABLE = {
  database: "audit",
  table: "cloudtrail",
  bucketLocation: "s3://trail/AWSLogs/",
  accounts: [ACCOUNT],
  regions: [REGION],
  from: "2026-01-01",
};

// The emulator runs no SQL (test/cli/audit/athena does): it takes the query and gives back what it was told before.
describe("an audit on Athena, against the emulator", function () {
  let endpoint = "";
  before(async function () {
    ({ endpoint } = (await sharedEmulator(this)).emulator);
  });

  it("runs the definition and the query, and reads the rows", async () => {
    const { columns } = makeQuestion(ASKED);
    const expected = localRows(ASKED, EVENTS);
    const rows = [Object.fromEntries(columns.map(({ name }) => [name, name])), ...expected].map((row: Row) => ({
      Data: columns.map(({ name }) => (row[name] === null ? {} : { VarCharValue: row[name] })),
    }));
    const info = columns.map(({ name }) => ({ Name: name, Label: name, Type: "varchar" }));
    const results = [
      { rows: [], column_info: [] },
      { rows, column_info: info },
    ];
    const told = await fetch(`${endpoint}/moto-api/static/athena/query-results`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account_id: ACCOUNT, region: REGION, results }),
    });
    expect(told.status).to.equal(201);

    const credentials = () => Promise.resolve({ accessKeyId: "test", secretAccessKey: "test" });
    const config = { region: REGION, credentials, maxAttempts: 1, endpoint };
    const run = { client: athenaClient(config), table: TABLE, outputLocation: "s3://results/" };
    await runAthena(athenaTable(TABLE), run);
    const { queryId, state } = await runAthena(athenaQuery(ASKED, TABLE), run);
    expect(state).to.equal("SUCCEEDED");
    const found: Row[] = [];
    for await (const row of athenaRows(queryId, columns, run)) found.push(row);
    expect(found).to.deep.equal(expected);
  });
});
