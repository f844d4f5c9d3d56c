import { listNames } from "../../toolkit/list-words";
import type { CellPart } from "../answer-table";
import { firstRows, groupedMatrix } from "../matrix";
import type { Names } from "../names";
import { accountOf } from "../names";
import { PARTIES_TITLE } from "../row-place";
import type { CheckReport } from "../report";
import { counted } from "../../toolkit/amounts";
import { OPERATION_WORDS } from "../../proof/operation-words";
import { nothingToShow } from "../table/matrix-section";
import { text } from "../../toolkit/syntax";

const MOST = { rows: 40, columns: 8, names: 3 };

/** The matrix as a table; unfolded at once where it is small. */
export function matrixTable({ proof, kmsModel }: CheckReport, names: Names): string {
  const { rows, columns, answers } = groupedMatrix(proof, kmsModel);
  if (rows.length === 0 || columns.length === 0) return `\n${nothingToShow(proof)}\n`;
  const shownRows = firstRows(rows, answers, MOST.rows);
  const shownColumns = columns.slice(0, MOST.columns);
  const list = (indexes: readonly number[], all: readonly string[]): string =>
    text(listNames([...new Set(indexes.map((index) => all[index] ?? ""))], MOST.names));
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |\n`;
  const table = [
    line(["Principal", "Account", ...shownColumns.map((column) => list(column, names.repositories))]),
    line(["---", "---", ...shownColumns.map(() => "---")]),
    ...shownRows.map((row) => {
      const [first = 0] = row;
      const cells = shownColumns.map(([column = 0]) => cellText(answers.partsAt(first, column)));
      const account = first < answers.parties ? accountOf(proof.principals[first]) : PARTIES_TITLE;
      return line([list(row, names.rows), text(account), ...cells]);
    }),
  ].join("");
  const left = [
    [rows.flat().length - shownRows.flat().length, "more principal", "more principals"] as const,
    [columns.slice(shownColumns.length).flat().length, "more repository", "more repositories"] as const,
  ].filter(([count]) => count > 0);
  const more = left.map(([count, one, many]) => counted(count, one, many)).join(" and ");
  return `\n### Who may do what\n\n${table}\n✗ denied, and it looks like a mistake · ? not known · – no access\n${more === "" ? "" : `\n${more}: see the JSON or HTML report.\n`}`;
}

function cellText(parts: readonly CellPart[]): string {
  const words = parts.flatMap(({ operation, verdict, isMistake }) => {
    const { word } = OPERATION_WORDS[operation];
    if (isMistake) return [`✗ **${word}**`];
    if (verdict === "unknown") return [`? ${word}`];
    return verdict === "allowed" ? [word] : [];
  });
  return words.length === 0 ? "–" : words.join(", ");
}
