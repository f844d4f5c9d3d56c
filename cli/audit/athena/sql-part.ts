import { REGION } from "../questions/fields";
import type { Definition, Part } from "../questions/language";
import { isRemembered, pushesFrom } from "../questions/narrowed";
import type { Known } from "../questions/read-asked";
import { isoSeconds } from "../questions/read-time";
import { ITEM, sqlCondition, sqlExpression, sqlJsonAt, sqlJsonInside } from "./sql-expression";
import type { Dialect } from "./sql-text";
import { sqlName, sqlText } from "./sql-text";
import { PARTITIONS } from "./table-columns";
import type { AthenaTableName } from "./table-name";
import { sqlTable } from "./table-name";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What all parts of a query have in common. */
export interface QueryOfParts {
  /** The names of all values of all parts, in one order. */
  readonly names: readonly string[];
  readonly definition: Definition;
  readonly known: Known;
  readonly table: AthenaTableName;
  readonly dialect: Dialect;
}

/** The extracts of a part: a SELECT from the table, of the files that can have them. */
export function sqlPart({ kind, where, each, values }: Part, query: QueryOfParts): string {
  const { names, definition, known, table, dialect } = query;
  const cells = names.map((name) => {
    const expression = values[name];
    const cell = expression === undefined ? "CAST(NULL AS varchar)" : sqlExpression(expression);
    return `    ${cell} AS ${sqlName(name)}`;
  });
  const from = isRemembered(definition, kind) ? pushesFrom(definition, known) : known.since;
  const list =
    each === undefined
      ? undefined
      : each.within === undefined
        ? sqlJsonAt(each.list)
        : sqlJsonInside(sqlExpression({ op: "text", path: each.within }), each.list);
  return [
    `  SELECT`,
    [`    ${sqlText(kind)} AS kind`, ...cells].join(",\n"),
    `  FROM ${sqlTable(table)}${list === undefined ? "" : ` CROSS JOIN UNNEST(${dialect.listOfJson(list)}) AS items (${ITEM})`}`,
    `  WHERE ${[...days(from, known.until), ...places(definition, known), sqlCondition(where)].join("\n    AND ")}`,
  ].join("\n");
}

/** The days of the log files: CloudTrail delivers a file some minutes after its events, so the next day counts too. */
function days(since: string | undefined, until: string | undefined): readonly string[] {
  const day = (time: string, after: number) => {
    const moved = isoSeconds(Date.parse(time) + after * DAY_MS);
    return sqlText(moved.slice(0, 10).replaceAll("-", "/"));
  };
  return [
    ...(since === undefined ? [] : [`${PARTITIONS.day} >= ${day(since, 0)}`]),
    ...(until === undefined ? [] : [`${PARTITIONS.day} <= ${day(until, 1)}`]),
  ];
}

/** The Region of the log files, where a question is about one: ECR and KMS log a call in the Region that was called. */
function places({ subject }: Definition, { repository, key }: Known): readonly string[] {
  const asked = [
    ...(repository === undefined || subject.repository.region !== REGION ? [] : [repository.region]),
    ...(key === undefined || subject.key?.region !== REGION ? [] : [key.region]),
  ];
  const regions = [...new Set(asked)].filter((region) => region !== undefined);
  const isSure = regions.length > 0 && !asked.includes(undefined);
  return isSure ? [`${PARTITIONS.region} IN (${regions.map(sqlText).join(", ")})`] : [];
}
