import { looksLikeMistake, verdictOf } from "../proof/kms-model";
import { OPERATION_WORDS } from "../proof/operation-words";
import type { AccessProof, Cell, KmsModel, OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";

/** One operation in a cell of the matrix. */
export interface CellPart {
  readonly operation: OperationId;
  readonly verdict: "allowed" | "denied" | "unknown";
  readonly isMistake: boolean;
}

/** What a byte of the table says; 0 is a question that does not arise. */
const SAID: readonly (Omit<CellPart, "operation"> | undefined)[] = [
  undefined,
  { verdict: "allowed", isMistake: false },
  { verdict: "denied", isMistake: false },
  { verdict: "unknown", isMistake: false },
  { verdict: "denied", isMistake: true },
];

/**
 * The answers by the model that decides, laid out from the groups of a proof once, so that a matrix of a million cells
 * takes no longer than its answers. Rows are the principals of the proof and behind them its parties.
 */
export class AnswerTable {
  readonly rows: number;
  readonly columns: number;
  /** The row of the first party: as many rows as there are principals come before. */
  readonly parties: number;
  readonly #cells: Buffer;

  constructor(proof: AccessProof, kmsModel: KmsModel) {
    const { principals, repositories, parties } = proof;
    this.rows = principals.length + parties.length;
    this.columns = repositories.length;
    this.parties = principals.length;
    this.#cells = Buffer.alloc(this.rows * this.columns * OPERATIONS.length);
    for (const { operation, cell, principals: rows, repositories: columns } of proof.groups)
      this.#fill(operation, sign(cell, kmsModel), rows, columns);
    for (const { operation, documented, twoWay, parties: rows, repositories: columns } of proof.partyCells) {
      const said = sign({ documented, twoWay, oneSided: false }, kmsModel);
      const ofParties = rows.map((row) => principals.length + row);
      this.#fill(operation, said, ofParties, columns);
    }
  }

  /**
   * What a cell says, in the order of the operations, without what does not arise. A party that pulls both as itself and
   * through Lambda pulls: that is said once.
   */
  partsAt(row: number, column: number): readonly CellPart[] {
    const start = (column * this.rows + row) * OPERATIONS.length;
    const byWord = new Map<string, CellPart>();
    for (const [index, operation] of OPERATIONS.entries()) {
      const code = this.#cells[start + index] ?? 0;
      const said = SAID[code];
      const word = `${OPERATION_WORDS[operation].word} ${code}`;
      if (said !== undefined && !byWord.has(word)) byWord.set(word, { operation, ...said });
    }
    return [...byWord.values()];
  }

  /** A text that is the same for columns with the same answers. */
  columnText(column: number): string {
    const size = this.rows * OPERATIONS.length;
    return this.#cells.toString("latin1", column * size, (column + 1) * size);
  }

  /** A text that is the same for rows with the same answers in some columns; empty where no question arises. */
  rowText(row: number, columns: readonly number[]): string {
    const size = OPERATIONS.length;
    const cells = this.#cells;
    const answers = Buffer.alloc(columns.length * size);
    let end = 0;
    let anything = 0;
    for (const column of columns) {
      const start = (column * this.rows + row) * size;
      for (let at = start; at < start + size; at++) {
        const said = cells[at] ?? 0;
        answers[end++] = said;
        anything |= said;
      }
    }
    return anything === 0 ? "" : answers.toString("latin1");
  }

  #fill(operation: OperationId, said: number, rows: readonly number[], columns: readonly number[]): void {
    const cells = this.#cells;
    const size = OPERATIONS.length;
    const offset = OPERATIONS.indexOf(operation);
    for (const column of columns) {
      const start = column * this.rows * size + offset;
      for (const row of rows) cells[start + row * size] = said;
    }
  }
}

function sign(cell: Cell, kmsModel: KmsModel): number {
  const verdict = verdictOf(cell, kmsModel);
  const isMistake = looksLikeMistake(cell, kmsModel);
  return Math.max(
    0,
    SAID.findIndex((said) => said?.verdict === verdict && said.isMistake === isMistake),
  );
}
