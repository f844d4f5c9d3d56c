import type { Asked } from "../question";
import { DEFINITIONS } from "../questions/definitions";
import type { Definition, Part } from "../questions/language";
import { DAYS_OF_PUSHES, isRemembered, narrowedParts, REMEMBERED, pushesFrom } from "../questions/narrowed";
import { type Known, readAsked } from "../questions/read-asked";
import type { KnownImage } from "../questions/read-names";
import { type Dialect, ATHENA, sqlName, sqlText } from "./sql-text";
import { type AthenaTableName, sqlTable } from "./table-name";
import { REGION } from "../questions/fields";
import { isoSeconds } from "../questions/read-time";
import { ITEM, sqlCondition, sqlExpression, sqlJsonAt, sqlJsonInside } from "./sql-expression";
import { PARTITIONS } from "./table-columns";

/**
 * The query that answers a question on a table of CloudTrail logs: made from the same definition as the local answer.
 *
 * @param table - As `athenaTable` makes it.
 * @throws InputError for whatever is wrong with what is asked
 * @example
 * athenaQuery({ id: "pulls", repository: "orders", since: "2026-10-01" }, { database: "audit", table: "cloudtrail" });
 */
export function athenaQuery(asked: Asked, table: AthenaTableName, dialect: Dialect = ATHENA): string {
  const known = readAsked(asked);
  const definition = DEFINITIONS[known.id];
  const names = valueNames(definition);
  const parts = narrowedParts(definition, known).map((part) =>
    sqlPart(part, { names, definition, known, table, dialect }),
  );
  const extracts = `extracts AS (\n${parts.join("\n  UNION ALL\n")}\n)`;
  const steps =
    definition.images === "at-the-time"
      ? { with: [extracts, resolved(), marked(known)], from: "marked", where: rowsOf(definition, known) }
      : { with: [extracts], from: "extracts", where: known.image === undefined ? "TRUE" : named(known.image) };
  const columns = definition.columns.map(({ name }) => sqlName(name));
  const selected = columns.map((name) =>
    definition.images === "at-the-time" && name === sqlName("digest") ? `found_digest AS ${name}` : name,
  );
  return [
    `WITH ${steps.with.join(",\n")}`,
    `SELECT DISTINCT ${selected.join(", ")}`,
    `FROM ${steps.from}`,
    `WHERE ${steps.where}`,
    `ORDER BY "time", "event"`,
  ].join("\n");
}

/** The names of all values of all parts, in one order. */
function valueNames({ parts }: Definition): readonly string[] {
  return [...new Set(parts.flatMap(({ values }) => Object.keys(values)))];
}

const IS_REMEMBERED = `kind IN (${REMEMBERED.map(sqlText).join(", ")})`;
// In the same second pushes come first: the same order as compareExtracts.
const SO_FAR = `ORDER BY "time", CASE WHEN ${IS_REMEMBERED} THEN 0 ELSE 1 END ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW`;

/** The digest of a tag is that of the last push up to then. */
function resolved(): string {
  const push = `CASE WHEN kind = 'push' AND "digest" IS NOT NULL THEN "time" || '|' || "event" || '|' || "digest" END`;
  return `-- the digest that a tag stood for, from pushes of the period and ${DAYS_OF_PUSHES} days before it
resolved AS (
  SELECT *, CASE WHEN "digest" IS NOT NULL OR "tag" IS NULL OR ${IS_REMEMBERED} THEN "digest" ELSE
    nullif(regexp_extract(max(${push}) OVER (PARTITION BY "registry", "region", "repository", "tag" ${SO_FAR}), '([^|]+)$', 1), '')
    END AS found_digest
  FROM extracts
)`;
}

/** Which digests the image that is asked for consists of, up to then. */
function marked({ image }: Known): string {
  const isImage =
    image === undefined
      ? "FALSE"
      : "tag" in image
        ? `${IS_REMEMBERED} AND "tag" = ${sqlText(image.tag)}`
        : `kind = 'child' AND "parent" = ${sqlText(image.digest)}`;
  return `marked AS (
  SELECT *, max(CASE WHEN ${isImage} THEN 1 ELSE 0 END)
    OVER (PARTITION BY "registry", "region", "repository", found_digest ${SO_FAR}) AS is_image
  FROM resolved
)`;
}

function rowsOf(definition: Definition, { image }: Known): string {
  const kinds = definition.parts.map(({ kind }) => kind).filter((kind) => !isRemembered(definition, kind));
  const isRow = `kind IN (${kinds.map(sqlText).join(", ")})`;
  if (image === undefined) return isRow;
  const itself =
    "tag" in image
      ? `coalesce("tag" = ${sqlText(image.tag)}, FALSE)`
      : `coalesce(found_digest = ${sqlText(image.digest)}, FALSE)`;
  return `${isRow} AND (${itself} OR (found_digest IS NOT NULL AND is_image = 1))`;
}

function named(image: KnownImage): string {
  return "tag" in image ? `"tag" = ${sqlText(image.tag)}` : `"digest" = ${sqlText(image.digest)}`;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What all parts of a query have in common. */
interface QueryOfParts {
  /** The names of all values of all parts, in one order. */
  readonly names: readonly string[];
  readonly definition: Definition;
  readonly known: Known;
  readonly table: AthenaTableName;
  readonly dialect: Dialect;
}

/** The extracts of a part: a SELECT from the table, of the files that can have them. */
function sqlPart({ kind, where, each, values }: Part, query: QueryOfParts): string {
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
