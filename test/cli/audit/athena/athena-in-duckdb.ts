import type { DuckDBConnection } from "@duckdb/node-api";
import { DuckDBInstance } from "@duckdb/node-api";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dialect } from "../../../../cli/audit/athena/sql-text";
import { sqlText } from "../../../../cli/audit/athena/sql-text";
import type { ColumnType } from "../../../../cli/audit/athena/table-columns";
import { PARTITIONS, TABLE_COLUMNS } from "../../../../cli/audit/athena/table-columns";
import type { CloudTrailEvent, Json, JsonObject } from "../../../../cli/audit/cloudtrail-event";
import type { Row } from "../../../../cli/audit/question";

export const TABLE = { database: "audit", table: "cloudtrail" };

/** The one thing that DuckDB writes in another way. */
const DUCKDB: Dialect = { listOfJson: (json) => `TRY_CAST(${json} AS JSON[])` };

/**
 * What Trino's functions are in DuckDB. Names in brackets, as Trino has them, become names in quotes; both answer null for what is
 * no JSON, and json_extract_scalar for lists and objects.
 */
const FUNCTIONS = [
  `CREATE MACRO duck_path(p) AS regexp_replace(p, '\\["([^"]*)"\\]', '."\\1"', 'g')`,
  `CREATE MACRO json_extract_scalar(j, p) AS CASE WHEN NOT json_valid(j) THEN NULL
     WHEN json_type(j, duck_path(p)) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL ELSE json_extract_string(j, duck_path(p)) END`,
  `CREATE MACRO regexp_like(t, p) AS regexp_matches(t, p)`,
  `CREATE MACRO element_at(l, i) AS list_extract(l, i)`,
];

/** A table of events in DuckDB, which the queries for Athena run on. */
export class AthenaInDuckDb {
  readonly #connection: DuckDBConnection;
  readonly #folder = mkdtempSync(join(tmpdir(), "ecr-kms-athena-"));

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async start(): Promise<AthenaInDuckDb> {
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    for (const sql of ["CREATE SCHEMA audit", ...FUNCTIONS]) await connection.run(sql);
    return new AthenaInDuckDb(connection);
  }

  /** Puts these events into the table, and nothing else. */
  async fill(events: readonly CloudTrailEvent[]): Promise<void> {
    const file = join(this.#folder, "events.json");
    writeFileSync(file, events.map((event) => JSON.stringify(storedRow(event))).join("\n"));
    const columns = [
      ...Object.entries(TABLE_COLUMNS).map(([name, type]) => `${name.toLowerCase()}: ${sqlText(duckType(type))}`),
      ...Object.values(PARTITIONS).map((name) => `${name}: 'VARCHAR'`),
    ];
    await this.#connection.run(
      `CREATE OR REPLACE TABLE audit.cloudtrail AS SELECT * FROM read_json(${sqlText(file)}, format = 'newline_delimited', columns = {${columns.join(", ")}})`,
    );
  }

  async rows(sql: string): Promise<readonly Row[]> {
    return (await this.#connection.runAndReadAll(sql)).getRowObjectsJson() as unknown as readonly Row[];
  }

  stop(): void {
    this.#connection.closeSync();
    rmSync(this.#folder, { recursive: true });
  }

  readonly dialect = DUCKDB;
}

function duckType(type: ColumnType): string {
  if (typeof type === "string") return "VARCHAR";
  if ("arrayOf" in type) return `${duckType(type.arrayOf)}[]`;
  const fields = Object.entries(type.struct).map(([name, each]) => `${name.toLowerCase()} ${duckType(each)}`);
  return `STRUCT(${fields.join(", ")})`;
}

/** A record as Athena's input format for CloudTrail gives it: names in small letters, JSON as texts, the file's place beside it. */
function storedRow(event: CloudTrailEvent): JsonObject {
  const columns = Object.entries(TABLE_COLUMNS).map(([name, type]) => [name.toLowerCase(), stored(event[name], type)]);
  return {
    ...(Object.fromEntries(columns) as JsonObject),
    [PARTITIONS.account]: event["recipientAccountId"] ?? "111122223333",
    [PARTITIONS.region]: event.awsRegion,
    [PARTITIONS.day]: event.eventTime.slice(0, 10).replaceAll("-", "/"),
  };
}

function stored(value: Json | undefined, type: ColumnType): Json {
  if (value === undefined || value === null) return null;
  if (type === "json") return JSON.stringify(value);
  if (type === "string") return typeof value === "object" ? null : String(value);
  if ("arrayOf" in type)
    return Array.isArray(value) ? (value as Json[]).map((each) => stored(each, type.arrayOf)) : null;
  const fields = Object.entries(type.struct).map(([name, each]) => [
    name.toLowerCase(),
    stored((value as JsonObject)[name], each),
  ]);
  return Object.fromEntries(fields) as JsonObject;
}
