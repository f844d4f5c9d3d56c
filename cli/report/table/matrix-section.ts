import type { AccessProof } from "../../proof/proof";
import type { CheckReport } from "../report";
import { counted } from "../../toolkit/amounts";
import type { CellPart } from "../answer-table";
import type { GroupedMatrix } from "../matrix";
import { firstRows, groupedMatrix } from "../matrix";
import { listNames } from "../../toolkit/list-words";
import type { Names } from "../names";
import { rowPlace } from "../row-place";
import { cut, textWidth } from "../../toolkit/text-layout";
import { OPERATION_WORDS } from "../../proof/operation-words";
import type { Page, Paint } from "../../toolkit/page";
import { heading, paragraph } from "../../toolkit/page";
import type { PaintedWord } from "../../toolkit/table-row";
import { GAP, tableRow } from "../../toolkit/table-row";

/** More than this is for the page or for programs. */
const MOST = { rows: 40, blocks: 3, names: 3 };
const CELL = { least: 14, most: 34 };
const MORE = "use --format html or --format json to see all";

/** The matrix: who may do what with which repository, as many columns side by side as the page is wide. */
export function matrixSection(report: CheckReport, names: Names, page: Page): readonly string[] {
  const { proof, kmsModel } = report;
  const model = kmsModel === "documented" ? "by what AWS documents" : "by the two-way model";
  const title = heading(page, `Who may do what, ${model}`);
  const matrix = groupedMatrix(proof, kmsModel);
  if (matrix.rows.length === 0 || matrix.columns.length === 0)
    return [...title, ...paragraph(page, "", nothingToShow(proof)), ""];
  const nameWidth = widthOfNames(matrix, names, page);
  const perBlock = Math.max(1, Math.floor((page.width - nameWidth) / (CELL.least + GAP)));
  const shown = matrix.columns.slice(0, perBlock * MOST.blocks);
  const blocks: Block[] = [];
  for (let start = 0; start < shown.length; start += perBlock)
    blocks.push(blockOf(matrix, shown.slice(start, start + perBlock), shown.length > perBlock));
  return [
    ...title,
    ...blocks.flatMap((each) => [...blockLines(report, names, page, each, nameWidth), ""]),
    ...legend(page),
    ...leftOut(matrix.columns.slice(shown.length), page),
  ];
}

/** As many columns as fit side by side, and the rows that say something about them. */
interface Block extends GroupedMatrix {
  /** How many rows have no access to anything in this block. */
  readonly without: number;
  /** How many rows have, and did not find room. */
  readonly left: number;
}

/** Why there is no matrix. */
export function nothingToShow({ repositories }: AccessProof): string {
  if (repositories.length === 0) return "The inputs hold no repository.";
  return "The inputs name nobody who could have access; IAM policies that they do not hold were not seen.";
}

/** Where the matrix takes several blocks, each shows those alone who have to do with it. */
function blockOf({ rows, answers }: GroupedMatrix, columns: GroupedMatrix["columns"], isOneOfMany: boolean): Block {
  const concerned = rows.filter(([row = 0]) =>
    columns.some(([column = 0]) =>
      answers.partsAt(row, column).some(({ verdict, isMistake }) => isMistake || verdict !== "denied"),
    ),
  );
  const asked = isOneOfMany ? concerned : rows;
  const shown = firstRows(asked, answers, MOST.rows);
  return {
    rows: shown,
    columns,
    answers,
    without: rows.flat().length - asked.flat().length,
    left: asked.flat().length - shown.flat().length,
  };
}

function blockLines(
  { proof }: CheckReport,
  names: Names,
  page: Page,
  { rows, columns, answers, without, left }: Block,
  nameWidth: number,
): readonly string[] {
  const room = Math.floor((page.width - nameWidth) / columns.length) - GAP;
  const width = Math.min(CELL.most, room);
  const join = (name: string, cells: readonly (readonly PaintedWord[])[], paint: Paint): readonly string[] =>
    tableRow({ text: name, paint }, cells, { name: nameWidth, cell: width });
  const titles = columns.map((column) => [{ text: nameList(column, names.repositories), paint: page.colors.bold }]);
  const lines = [...join("Principal", titles, page.colors.bold)];
  let before: string | undefined;
  for (const row of rows) {
    const [first = 0] = row;
    const place = rowPlace(proof, first);
    if (place !== before) lines.push(page.colors.dim(cut(place, page.width)));
    before = place;
    const cells = columns.map(([column = 0]) => cellWords(answers.partsAt(first, column), page));
    lines.push(...join(`  ${nameList(row, names.rows)}`, cells, (text) => text));
  }
  if (without > 0)
    lines.push(...paragraph(page, "", `${counted(without, "other principal")}: no access to these.`, page.colors.dim));
  if (left > 0) lines.push(...paragraph(page, "", `${counted(left, "more principal")}: ${MORE}.`, page.colors.bold));
  return lines;
}

/** Words of one cell: denials that are meant are left out, and when nothing is left, a dash. */
function cellWords(parts: readonly CellPart[], { colors }: Page): readonly PaintedWord[] {
  const shown = parts.flatMap(({ operation, verdict, isMistake }): readonly PaintedWord[] => {
    const { word } = OPERATION_WORDS[operation];
    if (isMistake) return [{ text: `✗${word}`, paint: colors.red }];
    if (verdict === "unknown") return [{ text: `?${word}`, paint: colors.yellow }];
    return verdict === "allowed" ? [{ text: word, paint: colors.green }] : [];
  });
  return shown.length > 0 ? shown : [{ text: "–", paint: colors.dim }];
}

function nameList(indexes: readonly number[], names: readonly string[]): string {
  return listNames([...new Set(indexes.map((index) => names[index] ?? ""))], MOST.names);
}

/** As wide as the longest name, between a quarter and two fifths of the page; the words of parties may take lines. */
function widthOfNames({ rows, answers }: GroupedMatrix, names: Names, { width }: Page): number {
  const named = firstRows(rows, answers, MOST.rows).filter(([first = 0]) => first < answers.parties);
  const longest = Math.max(0, ...named.map((row) => textWidth(nameList(row, names.rows)))) + 2 + GAP;
  return Math.max(Math.floor(width / 4), Math.min(longest, Math.floor(width * 0.4)));
}

function legend(page: Page): readonly string[] {
  const text =
    "A word: allowed. ✗ denied, and it looks like a mistake. ? depends on what the inputs do not say. – no access.";
  return paragraph(page, "", text, page.colors.dim);
}

function leftOut(columns: GroupedMatrix["columns"], page: Page): readonly string[] {
  const repositories = columns.flat().length;
  if (repositories === 0) return [];
  const left = counted(repositories, "more repository", "more repositories");
  return paragraph(page, "", `${left}: ${MORE}.`, page.colors.bold);
}
