import type { AccessProof, Cell, OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";
import { looksLikeMistake, verdictOf } from "../proof/kms-model";
import type { KmsModel } from "../proof/proof";

/** The matrix of principals and repositories with equal rows and columns put together. */
export interface GroupedMatrix {
  /** Principals of one account (and kind) with the same answers everywhere, as indexes into the proof. */
  readonly rows: readonly (readonly number[])[];
  /** Repositories with the same answers for everybody. */
  readonly columns: readonly (readonly number[])[];
}

/** One operation in a cell of the matrix. */
export interface CellPart {
  readonly operation: OperationId;
  readonly verdict: "allowed" | "denied" | "unknown";
  readonly isMistake: boolean;
}

/** Puts equal rows and equal columns together. */
export function groupedMatrix(proof: AccessProof, kmsModel: KmsModel): GroupedMatrix {
  const signatures = signaturesOf(proof, kmsModel);
  const columns = groupBy(proof.repositories.length, (index) => {
    const { accountId, region } = proof.repositories[index] ?? { accountId: "", region: "" };
    return `${accountId} ${region} ${signatures.column(index)}`;
  });
  const rows = groupBy(proof.principals.length, (index) => {
    const { accountId, kind } = proof.principals[index] ?? { accountId: "", kind: "" };
    const isOne = kind === "role" || kind === "user";
    return `${isOne ? accountId : `${kind} ${index}`} ${signatures.row(index, columns)}`;
  });
  return { rows: byAccount(rows, proof), columns };
}

/** Rows of one account one after the other, in the order in which the accounts first occur. */
function byAccount(rows: GroupedMatrix["rows"], { principals }: AccessProof): GroupedMatrix["rows"] {
  const accounts = [...new Set(principals.map(({ accountId }) => accountId))].map((accountId) =>
    rows.filter(([first = 0]) => principals[first]?.accountId === accountId),
  );
  return accounts.flat();
}

/** What a cell says, in the order of the operations, without what does not arise. */
export function cellParts(proof: AccessProof, kmsModel: KmsModel, at: readonly [number, number]): readonly CellPart[] {
  return OPERATIONS.flatMap((operation) => {
    const cell = proof.cell(...at, operation);
    const verdict = verdictOf(cell, kmsModel);
    return verdict === "none" ? [] : [{ operation, verdict, isMistake: looksLikeMistake(cell, kmsModel) }];
  });
}

function signaturesOf(
  proof: AccessProof,
  kmsModel: KmsModel,
): { column: (index: number) => string; row: (index: number, columns: readonly (readonly number[])[]) => string } {
  const kinds = new Map<string, string>();
  const answerLetter = (cell: Cell): string => {
    const key = `${verdictOf(cell, kmsModel)} ${looksLikeMistake(cell, kmsModel)}`;
    const known = kinds.get(key) ?? String.fromCodePoint(65 + kinds.size);
    kinds.set(key, known);
    return known;
  };
  const answer = (principal: number, repository: number): string =>
    OPERATIONS.map((operation) => answerLetter(proof.cell(principal, repository, operation))).join("");
  return {
    column: (index) => proof.principals.map((_, principal) => answer(principal, index)).join(),
    row: (index, columns) => columns.map(([first = 0]) => answer(index, first)).join(),
  };
}

function groupBy(count: number, groupKey: (index: number) => string): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  for (let index = 0; index < count; index++) {
    const key = groupKey(index);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return [...groups.values()];
}
