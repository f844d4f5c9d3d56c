import { createHash } from "node:crypto";
import { athenaQuery } from "./athena/athena-query";
import { athenaTable } from "./athena/athena-table";
import type { AthenaTableName } from "./athena/table-name";
import { sqlTable } from "./athena/table-name";
import type { Question } from "./question";
import { InputError } from "../toolkit/input-error";

/** Which table of Athena is asked, and where its logs are. */
export interface AthenaOptions {
  /** `s3://<bucket>/<prefix>/AWSLogs/` @default - the table exists already, and is named */
  readonly location?: string;
  /** The database of the table. @default "default" */
  readonly database?: string;
  /** The name of the table. @default - a name that says which logs: other ones have another table */
  readonly table?: string;
  /** The id of an organization (`o-…`), whose trail the logs are of. @default - a trail without organization */
  readonly organization?: string;
  /** The ids of the accounts whose logs are read. @default - none, which goes only without `location` */
  readonly accounts?: readonly string[];
  /** The Regions whose logs are read. @default - none, which goes only without `location` */
  readonly regions?: readonly string[];
}

/** What Athena is asked. */
export interface AthenaPlan {
  readonly table: AthenaTableName;
  /** Absent where the table is said to exist. */
  readonly definition?: string;
  readonly query: string;
}

/**
 * Nobody reads older logs, unless the question says so; the days before cost nothing when a question has a beginning.
 */
const FIRST_DAY = "2020-01-01";

/**
 * The definition of the table and the query of a question.
 *
 * @throws InputError for everything that is wrong with the table
 */
export function athenaPlan({ asked, readFrom = FIRST_DAY }: Question, options: AthenaOptions): AthenaPlan {
  const { location, database = "default", organization, accounts = [], regions = [] } = options;
  if (location === undefined) {
    const { table } = options;
    if (table === undefined) throw missingLocation();
    throwIfOfDefinition(options);
    return { table: { database, table }, query: athenaQuery(asked, { database, table }) };
  }
  const given = {
    database,
    bucketLocation: location,
    accounts,
    regions,
    from: readFrom < FIRST_DAY ? readFrom : FIRST_DAY,
    ...(organization === undefined ? {} : { organizationId: organization }),
  };
  // CREATE TABLE IF NOT EXISTS would take a table of other logs that has the same name.
  const table = options.table ?? `ecr_kms_${shortHash(athenaTable({ ...given, table: "t" }))}`;
  return {
    table: { database, table },
    definition: athenaTable({ ...given, table }),
    query: athenaQuery(asked, { database, table }),
  };
}

/** The plan as a text that can be pasted. */
export function athenaText({ title }: Question, { table, definition, query }: AthenaPlan): string {
  return [
    ...(definition === undefined
      ? [`-- The table ${sqlTable(table)} is taken to be there.`]
      : ["-- The table, to be made once. It stores nothing: it says where the logs are.", `${definition};`]),
    "",
    `-- ${title.replace(/\s+/g, " ")}`,
    `${query};`,
    "",
  ].join("\n");
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 10);
}

/** A table that exists has its own accounts and Regions: others would be passed over in silence. */
function throwIfOfDefinition(options: AthenaOptions): void {
  const given = (["organization", "accounts", "regions"] as const).filter((name) => options[name] !== undefined);
  if (given.length === 0) return;
  const message = "is part of a table's definition, and the one that is named with `table` has its own";
  const hint = "leave it out, or say with `location` where the logs are";
  throw new InputError(given.map((name) => ({ path: name, message, hint })));
}

function missingLocation(): InputError {
  const hint = "say where the trail puts its logs, s3://<bucket>/AWSLogs/, or name a table that exists with `table`";
  return new InputError([{ path: "location", message: "is missing", hint }]);
}
