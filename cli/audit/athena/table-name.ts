import type { Problem } from "../../toolkit/input-error";
import { sqlName } from "./sql-text";

/** Where a table is, in the catalog of the account. */
export interface AthenaTableName {
  readonly database: string;
  readonly table: string;
}

/** A table in a query. */
export function sqlTable({ database, table }: AthenaTableName): string {
  return `${sqlName(database)}.${sqlName(table)}`;
}

/**
 * What is wrong with the names.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/tables-databases-columns-names.html
 */
export function tableNameProblems({ database, table }: AthenaTableName): readonly Problem[] {
  const hint = "Athena's names have small letters, digits and _, up to 255 of them";
  return [["database", database] as const, ["table", table] as const]
    .filter(([, name]) => !/^[a-z0-9_]{1,255}$/.test(name))
    .map(([path, name]) => ({
      path: `${path} ${JSON.stringify(name)}`,
      message: "is not a name that Athena takes",
      hint,
    }));
}
