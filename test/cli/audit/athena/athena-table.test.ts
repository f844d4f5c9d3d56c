import { expect } from "chai";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { athenaQuery } from "../../../../cli/audit/athena/athena-query";
import { athenaTable } from "../../../../cli/audit/athena/athena-table";
import { sqlText } from "../../../../cli/audit/athena/sql-text";
import { PARTITIONS } from "../../../../cli/audit/athena/table-columns";
import type { AthenaTable } from "../../../../cli/audit/athena/athena-table";
import { QUESTIONS } from "../../../../cli/audit/question";
import { InputError } from "../../../../cli/toolkit/input-error";
import { KEY, repositoryArn } from "../fixtures/calls";

const FOLDER = join(__dirname, "../fixtures/expected");
const TABLE: AthenaTable = {
  database: "audit",
  table: "cloudtrail",
  bucketLocation: "s3://my-trail/AWSLogs/",
  accounts: ["111122223333", "444455556666"],
  regions: ["us-east-1", "eu-west-1"],
  from: "2025-01-01",
};

describe("the table for Athena", () => {
  it("finds the files of a trail by account, Region and day", () => {
    expect(athenaTable(TABLE)).to.equal(expectedText("table.sql", athenaTable(TABLE)));
  });

  it("finds the files of an organization's trail in its own folder", () => {
    const sql = athenaTable({ ...TABLE, bucketLocation: "s3://my-trail/some/prefix", organizationId: "o-abcdefghij" });
    expect(sql).to.include("LOCATION 's3://my-trail/some/prefix/AWSLogs/o-abcdefghij/'");
    expect(sql).to.include(
      "'s3://my-trail/some/prefix/AWSLogs/o-abcdefghij/${log_account}/CloudTrail/${log_region}/${log_day}'",
    );
  });

  const REFUSED: readonly (readonly [table: Partial<AthenaTable>, path: string, message: string])[] = [
    [{ database: "my-db" }, 'database "my-db"', "is not a name that Athena takes"],
    [{ table: "t`; DROP" }, 'table "t`; DROP"', "is not a name that Athena takes"],
    [{ bucketLocation: "my-trail" }, 'location "my-trail"', "is not a place in S3"],
    [{ bucketLocation: "s3://my-trail/it's" }, `location "s3://my-trail/it's"`, "is not a place in S3"],
    [
      { bucketLocation: "s3://my-trail/AWSLogs/111122223333/" },
      'location "s3://my-trail/AWSLogs/111122223333/"',
      "goes beyond AWSLogs",
    ],
    [{ organizationId: "r-1" }, 'organization "r-1"', "is not an organization id"],
    [{ accounts: [] }, "accounts", "is missing"],
    [{ accounts: ["12"] }, 'accounts "12"', "is not an account id"],
    [{ regions: ["us'east"] }, `regions "us'east"`, "is not a Region"],
    [{ from: "soon" }, 'first day "soon"', "is neither a date nor a time of ISO 8601"],
  ];
  for (const [change, path, message] of REFUSED) {
    it(`is refused: ${JSON.stringify(change)}`, () => {
      expect(problemsOf(() => athenaTable({ ...TABLE, ...change }))).to.deep.equal([[path, message]]);
    });
  }

  it("is refused for everything that is wrong with it", () => {
    const wrong = { database: "A", table: "B", bucketLocation: "x", accounts: [], regions: ["?"], from: "" };
    expect(problemsOf(() => athenaTable(wrong))).to.have.length(6);
  });
});

describe("the query for Athena", () => {
  for (const id of QUESTIONS) {
    it(`is as it was reviewed: ${id}`, () => {
      const asked = { id, repository: repositoryArn("orders"), since: "2026-10-03", until: "2026-10-07" };
      const sql = athenaQuery(asked, TABLE);
      expect(`${sql}\n`).to.equal(expectedText(`${id}.sql`, `${sql}\n`));
    });
  }

  it("reads only the days of the period, and those of earlier pushes", () => {
    const days = (sql: string) =>
      [...sql.matchAll(/log_day (>=|<=) '([^']+)'/g)].map(([, sign, day]) => `${sign} ${day}`);
    const period = { since: "2026-10-03T08:00:00Z", until: "2026-10-07" };
    expect(days(athenaQuery({ id: "pushes", ...period }, TABLE))).to.deep.equal([
      ...[">= 2026/10/03", "<= 2026/10/08"],
      ...[">= 2026/10/03", "<= 2026/10/08"],
    ]);
    expect(days(athenaQuery({ id: "pulls", ...period }, TABLE))).to.deep.equal([
      ...[">= 2026/10/03", "<= 2026/10/08"],
      ...[">= 2026/10/03", "<= 2026/10/08"],
      ...[">= 2026/09/03", "<= 2026/10/08"],
    ]);
  });

  it("reads only the Region of an ARN", () => {
    const regions = (asked: Parameters<typeof athenaQuery>[0]) =>
      athenaQuery(asked, TABLE).includes(`${PARTITIONS.region} IN ('us-east-1')`);
    expect(regions({ id: "pulls", repository: repositoryArn("orders") })).to.be.true;
    expect(regions({ id: "changes", key: KEY })).to.be.true;
    expect(regions({ id: "pulls", repository: "orders" })).to.be.false;
    expect(regions({ id: "changes", key: KEY, repository: "orders" })).to.be.false;
  });

  it("is far below the length that Athena takes", () => {
    // @see https://docs.aws.amazon.com/athena/latest/ug/service-limits.html
    for (const id of QUESTIONS) expect(athenaQuery({ id }, TABLE).length).to.be.lessThan(262_144 / 4);
  });

  it("keeps what users give inside quotes", () => {
    const principal = "x' OR '1'='1'; DROP TABLE t; --";
    const sql = athenaQuery({ id: "pulls", principal }, TABLE);
    expect(sql).to.include(`strpos(`).and.to.include(`, 'x'' OR ''1''=''1''; DROP TABLE t; --') > 0`);
    expect(sql.replaceAll(sqlText(principal), "")).not.to.include("DROP");
    expect(problemsOf(() => athenaQuery({ id: "pulls", image: "1' --" }, TABLE))).to.deep.equal([
      [`image "1' --"`, "is neither a tag nor a digest"],
    ]);
    expect(athenaQuery({ id: "pulls" }, { database: 'a"b', table: "t" })).to.include('FROM "a""b"."t"');
  });
});

function problemsOf(run: () => unknown): readonly (readonly [string, string])[] {
  try {
    run();
  } catch (error) {
    if (InputError.is(error)) return error.problems.map(({ path, message }) => [path, message]);
    throw error;
  }
  return [];
}

function expectedText(name: string, found: string): string {
  const file = join(FOLDER, name);
  if (process.env["UPDATE_EXPECTED"] === "1") writeFileSync(file, found);
  return readFileSync(file, "utf8");
}
