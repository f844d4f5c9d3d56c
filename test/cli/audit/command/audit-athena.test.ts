import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { athenaSql } from "../../../../cli/audit";
import { answer } from "../../../../cli/audit/engine/answer";
import { makeQuestion } from "../../../../cli/audit/questions/make-question";
import type { Row } from "../../../../cli/audit/question";
import { EVENTS } from "../fixtures/events";
import { auditHere } from "./in-process";

const PLACE = ["--athena-location", "s3://my-trail/AWSLogs/", "--accounts", "111122223333", "--regions", "us-east-1"];

describe("ecr-kms audit --athena", () => {
  const started = { folder: process.cwd(), env: { ...process.env } };
  let folder: string;
  let server: Server;
  const asked: { readonly target: string; readonly body: Readonly<Record<string, unknown>> }[] = [];
  let rows: readonly Row[];
  let failure: string | undefined;

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "ecr-kms-athena-test-")));
    process.chdir(folder);
    server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += String(chunk)));
      request.on("end", () => {
        if (text.includes("Action=GetCallerIdentity")) {
          response.setHeader("Content-Type", "text/xml");
          response.end(
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account>" +
              "<Arn>arn:aws:iam::111122223333:user/me</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>",
          );
          return;
        }
        const target = String(request.headers["x-amz-target"]).replace("AmazonAthena.", "");
        const body = JSON.parse(text) as Record<string, unknown>;
        asked.push({ target, body });
        response.setHeader("Content-Type", "application/x-amz-json-1.1");
        response.end(JSON.stringify(answerTo(target)));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_REGION: "us-east-1",
    });
  });
  after(async () => {
    for (const name of ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"]) {
      if (started.env[name] === undefined) delete process.env[name];
      else process.env[name] = started.env[name];
    }
    process.chdir(started.folder);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    asked.length = 0;
    failure = undefined;
    const question = makeQuestion({ id: "pushes" });
    const found = await answer(question, {
      read: async (_, take) => {
        await take(EVENTS.flatMap(question.extract));
        return { name: "", kind: "logs", skipped: [], remarks: [] };
      },
    });
    const all: Row[] = [];
    for await (const row of found.rows()) all.push(row);
    rows = all;
  });

  function answerTo(target: string): object {
    if (target === "StartQueryExecution") return { QueryExecutionId: `query-${asked.length}` };
    if (target === "GetQueryExecution") {
      const Status = failure === undefined ? { State: "SUCCEEDED" } : { State: "FAILED", StateChangeReason: failure };
      return { QueryExecution: { Status, Statistics: { DataScannedInBytes: 1000, TotalExecutionTimeInMillis: 1500 } } };
    }
    const names = makeQuestion({ id: "pushes" }).columns.map(({ name }) => name);
    const line = (values: readonly (string | number | null)[]) => ({
      Data: values.map((value) => (value === null ? {} : { VarCharValue: String(value) })),
    });
    return { ResultSet: { Rows: [line(names), ...rows.map((row) => line(names.map((name) => row[name] ?? null)))] } };
  }

  it("shows the definition and the query, and asks nobody", async () => {
    const { code, stderr } = await auditHere(
      "denied",
      "--athena",
      ...PLACE,
      "--since",
      "2026-10-01",
      "-o",
      "denied.sql",
    );
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
    const table = { location: "s3://my-trail/AWSLogs/", accounts: ["111122223333"], regions: ["us-east-1"] };
    const sql = readFileSync("denied.sql", "utf8");
    expect(sql).to.equal(athenaSql({ question: "denied", since: "2026-10-01" }, table));
    const name = /CREATE EXTERNAL TABLE IF NOT EXISTS `default`\.`(ecr_kms_[0-9a-f]{10})`/.exec(sql)?.[1];
    expect(sql).to.include(`FROM "default"."${name}"`);
    expect(asked).to.deep.equal([]);
  });

  it("names a table after the logs: other logs have another one, other questions the same", () => {
    const base = { location: "s3://my-trail", accounts: ["111122223333"], regions: ["us-east-1"] };
    const nameFor = (question: "pulls" | "denied", more: object): string =>
      /ecr_kms_\w+/.exec(athenaSql({ question, since: "9d" }, { ...base, ...more }))?.[0] ?? "";
    const name = nameFor("pulls", {});
    expect(nameFor("denied", {})).to.equal(name);
    expect(nameFor("pulls", { location: "s3://my-trail/AWSLogs/" })).to.equal(name);
    for (const more of [
      { accounts: ["444455556666"] },
      { regions: ["eu-west-1"] },
      { organization: "o-exampleorgid" },
    ]) {
      expect(nameFor("pulls", more)).not.to.equal(name);
    }
  });

  it("makes the table, asks, and shows the answer in the same way", async () => {
    const words = [
      "pushes",
      "--athena",
      ...PLACE,
      "--run",
      "--results",
      "s3://results/",
      "-f",
      "json",
      "-o",
      "answer.json",
    ];
    expect(await auditHere(...words)).to.deep.equal({ code: 0, stderr: "" });
    const found = JSON.parse(readFileSync("answer.json", "utf8")) as { rows: unknown; source: { kind: string } };
    expect(found.rows).to.deep.equal(rows);
    expect(found.source.kind).to.equal("athena");
    const queries = asked.filter(({ target }) => target === "StartQueryExecution").map(({ body }) => body);
    const [definition, query] = queries.map(({ QueryString }) => String(QueryString));
    expect(definition).to.match(/^CREATE EXTERNAL TABLE IF NOT EXISTS /);
    expect(query).to.include(/`(ecr_kms_\w+)`/.exec(definition ?? "")?.[1]);
    expect(queries).to.have.length(2);
    expect(queries.map(({ ResultConfiguration }) => ResultConfiguration)).to.deep.equal(
      Array(2).fill({ OutputLocation: "s3://results/" }),
    );
    expect((await auditHere(...words, "--fail-if-any")).code).to.equal(1);
  });

  it("makes no table when one is named that exists", async () => {
    const words = ["pushes", "--athena", "--athena-table", "trail", "--athena-database", "audit", "--run"];
    expect((await auditHere(...words, "--workgroup", "auditors", "-o", "answer.txt")).code).to.equal(0);
    const queries = asked.filter(({ target }) => target === "StartQueryExecution").map(({ body }) => body);
    expect(queries).to.have.length(1);
    expect(queries[0]).to.deep.include({ WorkGroup: "auditors", QueryExecutionContext: { Database: "audit" } });
    expect(queries[0]?.["QueryString"]).to.include('FROM "audit"."trail"');
  });

  it("tells Athena's reason, and leaves no answer", async () => {
    failure = "TABLE_NOT_FOUND: line 5:8: Table 'trail' does not exist";
    const words = ["pushes", "--athena", "--athena-table", "trail", "--run", "-o", "none.txt"];
    const { code, stderr } = await auditHere(...words);
    expect(code).to.equal(2);
    expect(stderr).to.match(/error: Athena query query-1: failed: TABLE_NOT_FOUND/);
    expect(existsSync("none.txt")).to.equal(false);
  });

  it("refuses what does not fit, all at once", async () => {
    const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
      [["pulls", "--athena"], ["--athena-location: is missing"]],
      [
        ["pulls", "--athena", "--athena-location", "my-trail", "--organization", "x"],
        [
          '--athena-location "my-trail": is not a place in S3',
          '--organization "x"',
          "--accounts: is missing",
          "--regions: is missing",
        ],
      ],
      [
        ["pulls", "--athena", "--athena-table", "trail", ...PLACE.slice(2), "--organization", "o-exampleorgid"],
        ["--accounts: is part of", "--regions: is part of", "--organization: is part of"],
      ],
      [
        ["pulls", "--athena", ...PLACE, "-f", "csv", "--fail-if-any", "--workgroup", "w", "--resume", "r"],
        ["--resume: is not for --athena", "--workgroup: is for an answer", "--fail-if-any: is for", "--format: is for"],
      ],
    ];
    for (const [words, wanted] of cases) {
      const { code, stderr } = await auditHere(...words);
      expect(code).to.equal(2);
      for (const part of wanted) expect(stderr).to.include(part);
    }
    expect(asked).to.deep.equal([]);
  });

  it("says once what is wrong with a Region", async () => {
    const { stderr } = await auditHere("pulls", "--athena", ...PLACE.slice(0, 4), "--regions", "Ireland");
    expect(stderr.match(/^error: .*$/gm)).to.deep.equal(['error: --regions "Ireland": is not a Region']);
  });
});
