import type { Markup } from "../../../toolkit/markup";
import { html } from "../../../toolkit/markup";
import { counted } from "../../../toolkit/amounts";
import type { Answer, Group } from "../../answer";
import type { Question } from "../../question";
import { groupsTitle, moment, nothingFound } from "../answer-words";
import { groupColumns } from "../group-cells";
import type { ShortNames } from "../short-names";
import { filterMarkup, titlesMarkup, valueMarkup } from "./value";

/** More groups make a page that browsers open slowly. */
const MOST_GROUPS = 2000;

/** Who, how often, and when for the first and the last time: a table that scripts make sortable. */
export function groupsMarkup(answer: Answer, names: ShortNames): Markup {
  const { question, groups } = answer;
  const left = groups.length - MOST_GROUPS;
  if (groups.length === 0)
    return html`<section id="groups" class="panel" aria-labelledby="groups-title">
      <h2 id="groups-title">Nothing was found</h2>
      <p>${nothingFound(answer)}</p>
      <p class="lead">That does not say that nothing happened: see below what CloudTrail cannot say.</p>
    </section>`;
  return html`<section id="groups" class="panel" aria-labelledby="groups-title">
    <h2 id="groups-title">${groupsTitle(question)}</h2>
    <p class="lead">Times are UTC. The most frequent come first.</p>
    ${filterMarkup("groups-table", "Filter the groups")}
    <div class="scroll listing" tabindex="0" role="region" aria-labelledby="groups-title">
      <table id="groups-table">
        ${titlesMarkup(groupColumns(question))}
        <tbody>
          ${groups.slice(0, MOST_GROUPS).map((group) => groupMarkup(question, group, names))}
        </tbody>
      </table>
    </div>
    ${left > 0 && html`<p class="lead">${counted(left, "more group")}: see <code>--format json</code>.</p>`}
  </section>`;
}

function groupMarkup(question: Question, { values, count, first, last }: Group, names: ShortNames): Markup {
  return html`<tr>
    ${question.groupBy.map((name, index) => {
      const type = question.columns.find((column) => column.name === name)?.type ?? "text";
      const shown = valueMarkup({ name, type }, values[name] ?? null, names);
      return index === 0 ? html`<th scope="row">${shown}</th>` : html`<td class="is-${type}">${shown}</td>`;
    })}
    <td class="is-number">${count.toLocaleString("en")}</td>
    ${[first, last].map((time) => html`<td class="is-time"><time datetime="${time}">${moment(time)}</time></td>`)}
  </tr>`;
}
