import type { CellReasons } from "./cell-reasons";
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
  readonly reasons: CellReasons;
}

/**
 * Puts cells together that are the same for the same reasons: first principals with the same row, then repositories with
 * the same column. Those with reasons of their own are few alike in a row, and many in a column.
 */
export function groupsOf(table: CellTable): readonly CellGroup[] {
  return OPERATIONS.flatMap((operation) => groupsOfOperation(table, operation));
}

function groupsOfOperation(table: CellTable, operation: OperationId): readonly CellGroup[] {
  const kinds = new KindsOfCells(table, operation);
  const rows = new Map<string, { readonly principals: number[]; readonly row: readonly number[] }>();
  /** Cells with reasons of their own: by kind and repository, whose they are. */
  const own = new Map<number, Map<number, number[]>>();
  for (let principal = 0; principal < table.principals; principal++) {
    const row = Array.from({ length: table.repositories }, (_, repository) => {
      const kind = kinds.of(principal, repository);
      if (!kinds.isOwn(kind)) return kind;
      const columns = listed(own, kind, () => new Map<number, number[]>());
      listed(columns, repository, () => []).push(principal);
      return NONE;
    });
    listed(rows, row.join(), () => ({ principals: [], row })).principals.push(principal);
  }
  const groups = [...rows.values()].flatMap(({ principals, row }) => {
    const columns = new Map<number, number[]>();
    row.forEach((kind, repository) => listed(columns, kind, () => []).push(repository));
    return [...columns].map(([kind, repositories]) => ({ kind, principals, repositories }));
  });
  const ownGroups = [...own].flatMap(([kind, columns]) => {
    const alike = new Map<string, { readonly principals: readonly number[]; readonly repositories: number[] }>();
    for (const [repository, principals] of columns)
      listed(alike, principals.join(), () => ({ principals, repositories: [] })).repositories.push(repository);
    return [...alike.values()].map((group) => ({ kind, ...group }));
  });
  return [...groups, ...ownGroups]
    .filter(({ kind }) => kind !== NONE)
    .sort((one, other) => (one.principals[0] ?? 0) - (other.principals[0] ?? 0) || one.kind - other.kind)
    .map(({ kind, ...group }) => ({ operation, cell: kinds.cell(kind), ...group }))
    .filter(({ cell }) => cell.documented !== "none");
}

/** Takes the place of a kind where a cell is in no group of rows. */
const NONE = -1;

function listed<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}

/** Numbers the kinds of cells of an operation in the order in which they occur: those of one kind are one group. */
class KindsOfCells {
  readonly #table: CellTable;
  readonly #operation: OperationId;
  readonly #cells: Cell[] = [];
  readonly #own: boolean[] = [];
  readonly #ofClass = new Map<number, number>();
  readonly #numbers = new Map<string, number>();

  constructor(table: CellTable, operation: OperationId) {
    this.#table = table;
    this.#operation = operation;
  }

  /** The kind of a pair's cell. */
  of(principal: number, repository: number): number {
    const pairClass = this.#table.classOf(principal, repository);
    const own = this.#table.reasons.ownReasonOf(pairClass, principal, repository, this.#operation);
    if (own > 0) return this.#numberOf(pairClass, own);
    const before = this.#ofClass.get(pairClass);
    if (before !== undefined) return before;
    const number = this.#numberOf(pairClass, 0);
    this.#ofClass.set(pairClass, number);
    return number;
  }

  /** Whether the cells of a kind have reasons of their own. */
  isOwn(kind: number): boolean {
    return this.#own[kind] === true;
  }

  /** A cell of a kind. */
  cell(kind: number): Cell {
    return this.#cells[kind] as Cell;
  }

  #numberOf(pairClass: number, own: number): number {
    const cell = this.#table.cellsOf(pairClass)[this.#operation];
    const reason = this.#table.reasons.reasonOf(pairClass, this.#operation);
    const text = `${cell.documented} ${cell.twoWay} ${String(cell.oneSided)} ${reason} ${own}`;
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    this.#cells[number] = cell;
    this.#own[number] = own > 0;
    return number;
  }
}
