import { counted } from "../../../toolkit/amounts";
import type { Page } from "../../../toolkit/page";
import { heading, paragraph } from "../../../toolkit/page";
import type { Answer } from "../../answer";
import { countedRows, groupsTitle, plainValue } from "../answer-words";
import { groupCells, groupColumns } from "../group-cells";
import type { ShortNames } from "../short-names";
import { ListingWidths } from "./listing";

/** More groups than this are for the page or for programs. */
const MOST_GROUPS = 50;
const NOTHING = plainValue(null);

/**
 * Who, how often, and when for the first and the last time. What all groups have in common is said once, to leave room.
 */
export function groupsSection(
  { question, groups }: Answer,
  names: ShortNames,
  page: Page,
  limit = MOST_GROUPS,
): readonly string[] {
  const columns = groupColumns(question);
  const rows = groups.slice(0, limit).map((group) => groupCells(question, group, names));
  const common = columns.flatMap((column, index) => {
    const [value = NOTHING] = rows.map((cells) => cells[index]);
    const isOwn = index === 0 || index >= question.groupBy.length;
    const isCommon = !isOwn && rows.every((cells) => cells[index] === value) && (rows.length > 1 || value === NOTHING);
    return isCommon ? [{ index, text: `${column.title.toLowerCase()} ${value}`, isNothing: value === NOTHING }] : [];
  });
  const isLeft = (_: unknown, index: number): boolean => !common.some((each) => each.index === index);
  const widths = new ListingWidths(columns.filter(isLeft));
  const cells = rows.map((row) => row.filter(isLeft));
  for (const each of cells) widths.see(each);
  const listing = widths.listing(page);
  const said = common.filter(({ isNothing }) => !isNothing).map(({ text }) => text);
  return [
    ...heading(page, `${groupsTitle(question)} (times in UTC)`),
    ...(said.length === 0 ? [] : [...paragraph(page, "", `The same for all: ${said.join(", ")}`), ""]),
    ...listing.head,
    ...cells.flatMap((each) => listing.row(each)),
    ...moreLines(question, groups.slice(limit), page),
    "",
  ];
}

function moreLines(question: Answer["question"], left: Answer["groups"], page: Page): readonly string[] {
  if (left.length === 0) return [];
  const rest = countedRows(
    question,
    left.reduce((sum, { count }) => sum + count, 0),
  );
  const text = `${counted(left.length, "more group")} (${rest}): --limit shows more, --format json all.`;
  return paragraph(page, "", text, page.colors.bold);
}
