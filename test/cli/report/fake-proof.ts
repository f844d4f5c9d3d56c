import type { AccessModel } from "../../../cli/model/access-model";
import type { AccessProof, Cell, CellGroup, Explanation, OperationId } from "../../../cli/proof/proof";
import type { Party, PartyCells } from "../../../cli/proof/party";
import { OPERATIONS } from "../../../cli/proof/proof";

export const NONE: Cell = { documented: "none", twoWay: "none", oneSided: false };
export const DENIED: Cell = { documented: "denied", twoWay: "denied", oneSided: false };
export const ALLOWED: Cell = { documented: "allowed", twoWay: "allowed", oneSided: false };
export const ONE_SIDED: Cell = { documented: "denied", twoWay: "denied", oneSided: true };
export const UNKNOWN: Cell = { documented: "unknown", twoWay: "unknown", oneSided: false };

/** What a fake proof answers. */
export interface FakeAnswers {
  readonly model: AccessModel;
  readonly cell: (principal: number, repository: number, operation: OperationId) => Cell;
  /** Cells with the same text are one group. */
  readonly reason: (principal: number, repository: number, operation: OperationId) => string;
  readonly explain: (principal: number, repository: number, operation: OperationId) => Omit<Explanation, "cell">;
  readonly parties?: readonly Party[];
  readonly partyCells?: readonly PartyCells[];
}

/** A proof with answers that were written by hand. */
export function fakeProof(answers: FakeAnswers): AccessProof {
  const { principals, repositories } = answers.model;
  return {
    model: answers.model,
    principals,
    repositories,
    cell: (...at) => answers.cell(...at),
    explain: (...at) => Promise.resolve({ ...answers.explain(...at), cell: answers.cell(...at) }),
    groups: groupsOf(answers),
    parties: answers.parties ?? [],
    partyCells: answers.partyCells ?? [],
    partiesBeyond: () => [],
    unused: [],
    effort: { cells: principals.length * repositories.length * OPERATIONS.length, decisions: 120, distinct: 40 },
  };
}

/** For each operation and reason: principals with the same repositories are put together. */
function groupsOf({ model, cell, reason }: FakeAnswers): readonly CellGroup[] {
  const groups: CellGroup[] = [];
  for (const operation of OPERATIONS) {
    const byReason = new Map<string, { cell: Cell; rows: Map<number, number[]> }>();
    model.principals.forEach((_, principal) =>
      model.repositories.forEach((_, repository) => {
        const answer = cell(principal, repository, operation);
        if (answer.documented === "none") return;
        const key = `${JSON.stringify(answer)} ${reason(principal, repository, operation)}`;
        const { rows } = getOrAdd(byReason, key, () => ({ cell: answer, rows: new Map<number, number[]>() }));
        getOrAdd(rows, principal, () => []).push(repository);
      }),
    );
    for (const { cell: answer, rows } of byReason.values()) groups.push(...rectangles(operation, answer, rows));
  }
  return groups;
}

function rectangles(operation: OperationId, cell: Cell, rows: ReadonlyMap<number, number[]>): readonly CellGroup[] {
  const byColumns = new Map<string, { principals: number[]; repositories: number[] }>();
  for (const [principal, repositories] of rows)
    getOrAdd(byColumns, repositories.join(), () => ({ principals: [], repositories })).principals.push(principal);
  return [...byColumns.values()].map((rectangle) => ({ operation, cell, ...rectangle }));
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}
