import type { Markup } from "../../../toolkit/markup";
import { html, verbatim } from "../../../toolkit/markup";
import { counted } from "../../../toolkit/amounts";
import type { Answer } from "../../answer";
import type { Question, Row } from "../../question";
import type { ShortNames } from "../short-names";
import { filterMarkup, titlesMarkup, valueMarkup } from "./value";

/** Above this, a text would make a narrow column of many lines. */
const LONG = 40;

/** Where the rows go that the frame is made without: no value can be this, since all are escaped. */
export const ROWS_PLACE = verbatim("<!-- rows -->");

/** All around the rows. They go to `ROWS_PLACE` one by one: a table of thousands is megabytes of text. */
export function rowsFrame({ question, rowCount }: Answer, shown: number): Markup | undefined {
  if (rowCount === 0) return undefined;
  return html`<section id="rows" class="panel" aria-labelledby="rows-title">
    <h2 id="rows-title">One by one</h2>
    <p class="lead">In order of time (UTC). ${shown < rowCount && leftMarkup(rowCount - shown, shown)}</p>
    ${filterMarkup("rows-table", "Filter the rows")}
    <div class="scroll listing" tabindex="0" role="region" aria-labelledby="rows-title">
      <table id="rows-table">
        ${titlesMarkup(question.columns)}
        <tbody>
          ${ROWS_PLACE}
        </tbody>
      </table>
    </div>
  </section>`;
}

function leftMarkup(left: number, shown: number): Markup {
  const text = `These are the first ${shown.toLocaleString("en")}. ${counted(left, "more row")} would make the page too large: `;
  return html`<b>${text}<code>--format csv</code> has all of them.</b>`;
}

/** One row of the table. */
export function rowMarkup({ columns }: Question, row: Row, names: ShortNames): Markup {
  const cells = columns.map((column, index) => {
    const value = row[column.name] ?? null;
    const shown = valueMarkup(column, value, names);
    if (index === 0) return html`<th scope="row">${shown}</th>`;
    const isLong = column.type === "text" && String(value).length > LONG;
    return html`<td class="is-${column.type}${isLong && " is-long"}">${shown}</td>`;
  });
  return html`<tr>
    ${cells}
  </tr>`;
}
