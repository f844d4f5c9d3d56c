import type { Cell, CellGroup, OperationId } from "./proof";
import { OPERATIONS } from "./proof";

/** The cells of a proof by index, each distinct one once. */
export interface CellTable {
  readonly principals: number;
  readonly repositories: number;
  /** The class of a pair. */
  classOf(principal: number, repository: number): number;
  /** The cells of a class, by operation. */
  cellsOf(pairClass: number): Readonly<Record<OperationId, Cell>>;
}

/** Puts cells together that are the same: first principals with the same row, then repositories with the same column. */
export function groupsOf(table: CellTable): readonly CellGroup[] {
  return OPERATIONS.flatMap((operation) => groupsOfOperation(table, operation));
}

function groupsOfOperation(table: CellTable, operation: OperationId): readonly CellGroup[] {
  const numbers = new Map<string, number>();
  const cells: Cell[] = [];
  const ofClass = new Map<number, number>();
  const numberOf = (principal: number, repository: number): number => {
    const pairClass = table.classOf(principal, repository);
    const before = ofClass.get(pairClass);
    if (before !== undefined) return before;
    const cell = table.cellsOf(pairClass)[operation];
    const text = `${cell.documented} ${cell.twoWay} ${String(cell.oneSided)}`;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    cells[number] = cell;
    ofClass.set(pairClass, number);
    return number;
  };
  const rows = new Map<string, { readonly principals: number[]; readonly row: readonly number[] }>();
  for (let principal = 0; principal < table.principals; principal++) {
    const row = Array.from({ length: table.repositories }, (_, repository) => numberOf(principal, repository));
    const key = row.join();
    const alike = rows.get(key);
    if (alike) alike.principals.push(principal);
    else rows.set(key, { principals: [principal], row });
  }
  return [...rows.values()].flatMap(({ principals, row }) =>
    cells.flatMap((cell, number): readonly CellGroup[] => {
      const repositories = row.flatMap((each, repository) => (each === number ? [repository] : []));
      return cell.documented === "none" || repositories.length === 0
        ? []
        : [{ operation, cell, principals, repositories }];
    }),
  );
}
