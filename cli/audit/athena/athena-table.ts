import { readTime } from "../questions/read-time";
import type { ColumnType } from "./table-columns";
import { PARTITIONS, TABLE_COLUMNS } from "./table-columns";
import type { AthenaTable } from "./table-place";
import { logsFolder } from "./table-place";

/**
 * The definition of the table that `athenaQuery` asks: its files are found by account, Region and day, so that Athena reads only
 * those, and nobody has to add partitions.
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
