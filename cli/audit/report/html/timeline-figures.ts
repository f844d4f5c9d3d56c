import type { Markup } from "../../../toolkit/markup";
import { html } from "../../../toolkit/markup";
import type { Timeline } from "../../answer";
import type { Question } from "../../question";
import { spansOf, startOfSpan } from "../merged-timeline";
import type { ShortNames } from "../short-names";
import { timelineColumn, valueMarkup } from "./value";

/** The figures of the pictures as a table, for those who do not see them or want to know exactly. */
export function figuresMarkup(question: Question, timeline: Timeline, names: ShortNames): Markup {
  const used = Array.from({ length: spansOf(timeline) }, (_, at) => at).filter((at) =>
    timeline.lines.some(({ counts }) => (counts[at] ?? 0) > 0),
  );
  return html`<details class="group">
    <summary>The figures of the pictures</summary>
    <div class="scroll listing" tabindex="0" role="region" aria-label="The figures of the pictures">
      <table>
        <thead>
          <tr>
            <th scope="col">From (UTC)</th>
            ${timeline.lines.map(
              ({ name }) =>
                html`<th scope="col" class="is-number">${valueMarkup(timelineColumn(question), name, names)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${used.map(
            (at) =>
              html`<tr>
                <th scope="row">${startOfSpan(timeline, at)}</th>
                ${timeline.lines.map(
                  ({ counts }) => html`<td class="is-number">${(counts[at] ?? 0).toLocaleString("en")}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
