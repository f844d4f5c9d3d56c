import type { CellGroup } from "../../proof/proof";
import { differenceFacts, expectText } from "../difference-words";
import type { Names } from "../names";
import type { CheckReport } from "../report";
import { sentence } from "../table/mistakes-section";
import type { Markup } from "../../toolkit/markup";
import { html } from "../../toolkit/markup";
import type { EmbeddedReasons } from "./reasons";

/** What differs from what is expected. */
export function differencesMarkup({ differences }: CheckReport): Markup | undefined {
  if (differences === undefined || differences.length === 0) return undefined;
  return html`<section id="differences" class="panel alert" aria-labelledby="differences-title">
    <h2 id="differences-title">Differences from what is expected</h2>
    <ul class="plain">
      ${differences.map(
        (difference) =>
          html`<li>
            <p><span class="mark" aria-hidden="true">✗</span> ${difference.message}</p>
            ${[differenceFacts(difference), ...expectText(difference)].map((text) => html`<p class="source">${text}</p>`)}
          </li>`,
      )}
    </ul>
  </section>`;
}

/** What a section of groups is called. */
export interface GroupsTitle {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly mark: string;
}

/** Groups of cells, each unfolding to its reasons. */
export function groupsMarkup(
  { id, title, lead, mark }: GroupsTitle,
  groups: readonly CellGroup[],
  { reasons }: EmbeddedReasons,
  context: { readonly report: CheckReport; readonly names: Names },
): Markup | undefined {
  if (groups.length === 0) return undefined;
  const { report, names } = context;
  const shown = groups.filter((group) => reasons.has(group));
  return html`<section id="${id}" class="panel" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="lead">${lead}</p>
    ${shown.map(
      (group) =>
        html`<details class="group">
          <summary>
            <span class="mark" aria-hidden="true">${mark}</span> <span>${sentence(group, names, report)}</span>
          </summary>
          ${toldWithNames(group, names)}
          <div class="reasons" id="reasons-${report.proof.groups.indexOf(group)}">${reasons.get(group)}</div>
        </details>`,
    )}
    ${
      shown.length < groups.length &&
      html`<p class="lead">${groups.length - shown.length} more groups: see <code>--format json</code>.</p>`
    }
  </section>`;
}

/** Of many cells, whose names the reasons have. */
function toldWithNames({ principals, repositories }: CellGroup, names: Names): Markup | undefined {
  if (principals.length * repositories.length === 1) return undefined;
  const [principal = 0] = principals;
  const [repository = 0] = repositories;
  return html`<p class="aside">
    The same reasons for all of them, given here for ${names.rows[principal]} and ${names.repositories[repository]}.
  </p>`;
}

/** What could not be read. */
export function gapsMarkup({ proof }: CheckReport): Markup | undefined {
  const { gaps } = proof.model;
  if (gaps.length === 0) return undefined;
  return html`<section id="gaps" class="panel" aria-labelledby="gaps-title">
    <h2 id="gaps-title">What could not be read</h2>
    <ul class="plain">
      ${gaps.map(
        ({ source, message, id }) =>
          html`<li>
            <p><span class="mark" aria-hidden="true">?</span> ${message}</p>
            <p class="source">${source.input}: <code>${source.address}</code>(gap: <code>${id}</code>)</p>
          </li>`,
      )}
    </ul>
  </section>`;
}
