import { readTime } from "../questions/read-time";
import { type ColumnType, PARTITIONS, TABLE_COLUMNS } from "./table-columns";
import { ACCOUNT_ID } from "../../toolkit/aws-forms";
import { InputError, type Problem } from "../../toolkit/input-error";
import { regionProblems } from "../region-problems";
import { type AthenaTableName, tableNameProblems } from "./table-name";

/**
 * The definition of the table that `athenaQuery` asks: its files are found by account, Region and day, so that Athena
 * reads only those, and nobody has to add partitions.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 * @throws InputError for everything that is wrong with what is given
 */
export function athenaTable(table: AthenaTable): string {
  const folder = logsFolder(table);
  const { account, region, day } = PARTITIONS;
  const columns = Object.entries(TABLE_COLUMNS).map(([name, type]) => `  \`${name.toLowerCase()}\` ${hiveType(type)}`);
  const properties = {
    "projection.enabled": "true",
    [`projection.${account}.type`]: "enum",
    [`projection.${account}.values`]: [...new Set(table.accounts)].join(","),
    [`projection.${region}.type`]: "enum",
    [`projection.${region}.values`]: [...new Set(table.regions)].join(","),
    [`projection.${day}.type`]: "date",
    [`projection.${day}.format`]: "yyyy/MM/dd",
    [`projection.${day}.interval`]: "1",
    [`projection.${day}.interval.unit`]: "DAYS",
    [`projection.${day}.range`]: `${firstDay(table.from)},NOW`,
    "storage.location.template": `${folder}\${${account}}/CloudTrail/\${${region}}/\${${day}}`,
  };
  return [
    `CREATE EXTERNAL TABLE IF NOT EXISTS \`${table.database}\`.\`${table.table}\` (`,
    columns.join(",\n"),
    ")",
    `PARTITIONED BY (${Object.values(PARTITIONS)
      .map((name) => `\`${name}\` string`)
      .join(", ")})`,
    "ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'",
    "STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'",
    "OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
    `LOCATION '${folder}'`,
    "TBLPROPERTIES (",
    Object.entries(properties)
      .map(([name, value]) => `  '${name}' = '${value}'`)
      .join(",\n"),
    ")",
  ].join("\n");
}

function hiveType(type: ColumnType): string {
  if (typeof type === "string") return "string";
  if ("arrayOf" in type) return `array<${hiveType(type.arrayOf)}>`;
  const fields = Object.entries(type.struct).map(([name, each]) => `${name.toLowerCase()}:${hiveType(each)}`);
  return `struct<${fields.join(",")}>`;
}

function firstDay(from: string): string {
  const read = readTime(from);
  return "value" in read ? read.value.slice(0, 10).replaceAll("-", "/") : from;
}

/** A table over the logs of a trail. */
export interface AthenaTable extends AthenaTableName {
  /** Where the trail puts its logs: `s3://bucket/prefix`, with or without `AWSLogs` at its end. */
  readonly bucketLocation: string;
  /** Of the trail of an organization: its logs have one more folder. */
  readonly organizationId?: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** The first day of the logs: `2025-01-01`. */
  readonly from: string;
}

const LOCATION = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?:\/[A-Za-z0-9!_.*()=-]+)*$/;

/** The folder with the accounts of the trail. @throws InputError for everything that is wrong with the table */
function logsFolder(table: AthenaTable): string {
  const { bucketLocation, organizationId, accounts, regions, from } = table;
  const bare = bucketLocation.replace(/\/+$/, "").replace(/\/AWSLogs$/, "");
  const problems: Problem[] = [...tableNameProblems(table)];
  if (!LOCATION.test(bare)) {
    const hint = "write s3://<bucket>/AWSLogs/, or s3://<bucket>/<prefix>/AWSLogs/, as the trail has it";
    problems.push({ path: `location ${JSON.stringify(bucketLocation)}`, message: "is not a place in S3", hint });
  } else if (bare.includes("/AWSLogs")) {
    const hint = "leave out what follows AWSLogs; name accounts and Regions with `accounts` and `regions`";
    problems.push({
      path: `location ${JSON.stringify(bucketLocation)}`,
      message: "goes beyond AWSLogs",
      hint,
    });
  }
  if (organizationId !== undefined && !/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
    const path = `organization ${JSON.stringify(organizationId)}`;
    problems.push({ path, message: "is not an organization id", hint: "write o- and 10 to 32 letters and digits" });
  }
  problems.push(
    ...missing("accounts", accounts, "an account has 12 digits: 111122223333"),
    ...accounts.filter((account) => !ACCOUNT_ID.test(account)).map(noAccount),
    ...missing("regions", regions, "write us-east-1"),
    ...regionProblems("regions", regions),
  );
  const day = readTime(from);
  if (!("value" in day)) problems.push({ path: `first day ${JSON.stringify(from)}`, ...day });
  if (problems.length > 0) throw new InputError(problems);
  return `${bare}/AWSLogs/${organizationId === undefined ? "" : `${organizationId}/`}`;
}

function missing(path: string, values: readonly string[], form: string): readonly Problem[] {
  if (values.length > 0) return [];
  return [{ path, message: "is missing", hint: `name those whose logs are to be read; ${form}` }];
}

function noAccount(value: string): Problem {
  const hint = "an account has 12 digits: 111122223333";
  return { path: `accounts ${JSON.stringify(value)}`, message: "is not an account id", hint };
}
