import { counted } from "../../../toolkit/amounts";
import type { Page } from "../../../toolkit/page";
import { heading, paragraph } from "../../../toolkit/page";
import type { Answer } from "../../answer";
import { firstOf } from "../portions";
import type { ShortNames } from "../short-names";
import { ListingWidths } from "./listing";

/**
 * The rows in order of time. They are gone through twice, so that they need not wait in memory: the first time finds
 * how wide columns have to be, and how short names can be while they stay distinct.
 */
export async function* rowLines(answer: Answer, names: ShortNames, page: Page, limit?: number): AsyncGenerator<string> {
  const { columns } = answer.question;
  for await (const row of firstOf(answer.rows(), limit)) for (const { name } of columns) names.see(name, row[name]);
  const widths = new ListingWidths(columns);
  const cellsOf = (row: Answer["groups"][number]["values"]): readonly string[] =>
    columns.map(({ name }) => names.of(name, row[name]));
  let count = 0;
  for await (const row of firstOf(answer.rows(), limit)) {
    widths.see(cellsOf(row));
    if (++count === MOST_MEASURED) break;
  }
  const listing = widths.listing(page);
  yield* heading(page, "One by one, in order of time (UTC)");
  yield* listing.head;
  for await (const row of firstOf(answer.rows(), limit)) yield* listing.row(cellsOf(row));
  const left = limit === undefined ? 0 : answer.rowCount - limit;
  if (left > 0) {
    const more = `${counted(left, "more row")}: a higher --limit, or --format csv, shows them.`;
    yield* paragraph(page, "", more, page.colors.bold);
  }
  yield "";
}

/** Later cells that are longer than these are wrapped. */
const MOST_MEASURED = 2000;
