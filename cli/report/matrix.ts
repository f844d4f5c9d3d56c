import type { AccessProof, KmsModel } from "../proof/proof";
import { groupedBy } from "../toolkit/order";
import { AnswerTable } from "./answer-table";

/** The matrix with equal rows and columns put together. */
export interface GroupedMatrix {
  /**
   * Principals of one account (and kind) with the same answers everywhere, then parties with the same; rows of
   * `answers`.
   */
  readonly rows: readonly (readonly number[])[];
  /** Repositories with the same answers for everybody. */
  readonly columns: readonly (readonly number[])[];
  readonly answers: AnswerTable;
}

/** Puts equal rows and equal columns together. Parties that may do nothing by the model that decides have no row. */
export function groupedMatrix(proof: AccessProof, kmsModel: KmsModel): GroupedMatrix {
  const { principals, repositories, parties } = proof;
  const answers = new AnswerTable(proof, kmsModel);
  const columns = alike([...repositories.keys()], (column) => {
    const { accountId, region } = repositories[column] ?? { accountId: "", region: "" };
    return `${accountId} ${region} ${answers.columnText(column)}`;
  });
  const firsts = columns.map(([first = 0]) => first);
  const named = alike([...principals.keys()], (row) => {
    const { accountId, kind } = principals[row] ?? { accountId: "", kind: "" };
    const isOne = kind === "role" || kind === "user";
    return `${isOne ? accountId : `${kind} ${row}`} ${answers.rowText(row, firsts)}`;
  });
  const texts = parties.map((_, index) => answers.rowText(principals.length + index, firsts));
  const shown = [...parties.keys()].filter((index) => texts[index] !== "");
  const others = alike(shown, (index) => {
    const { kind, words } = parties[index] ?? { kind: "", words: "" };
    return `${kind === "own-account" ? index : ""} ${kind === "unknown" ? words : ""} ${texts[index] ?? ""}`;
  });
  const partyRows = others.map((alikes) => alikes.map((index) => principals.length + index));
  return { rows: [...byAccount(named, proof), ...partyRows], columns, answers };
}

/**
 * As many rows of principals as there is room for, and as many of parties: those are what a reader has to see.
 */
export function firstRows(rows: GroupedMatrix["rows"], { parties }: AnswerTable, most: number): GroupedMatrix["rows"] {
  const start = rows.findIndex(([first = 0]) => first >= parties);
  const named = start === -1 ? rows : rows.slice(0, start);
  return [...named.slice(0, most), ...rows.slice(named.length, named.length + most)];
}

/** Rows of one account one after the other, in the order in which the accounts first occur. */
function byAccount(rows: GroupedMatrix["rows"], { principals }: AccessProof): GroupedMatrix["rows"] {
  const accounts = new Map<string | undefined, (readonly number[])[]>();
  for (const { accountId } of principals) accounts.set(accountId, []);
  for (const row of rows) accounts.get(principals[row[0] ?? 0]?.accountId)?.push(row);
  return [...accounts.values()].flat();
}

function alike(indexes: readonly number[], answersOf: (index: number) => string): readonly (readonly number[])[] {
  const texts = new Map(indexes.map((index) => [index, answersOf(index)]));
  return [...groupedBy(indexes, (index) => texts.get(index) ?? "").values()];
}
