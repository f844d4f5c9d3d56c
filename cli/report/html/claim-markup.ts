import { assumptionWords, everybodyElse } from "../everybody-else";
import type { Names } from "../names";
import { unknownParties } from "../parties";
import type { CheckReport } from "../report";
import type { Markup } from "../../toolkit/markup";
import { html } from "../../toolkit/markup";

/** More than these are for programs. */
const MOST = 100;

/** What is proved of everybody who is no row, what that takes for granted, and what an expectation leaves out. */
export function claimMarkup(report: CheckReport, names: Names): Markup | undefined {
  const claim = everybodyElse(report);
  const { relaxations = [] } = report;
  const unknown = unknownParties(report, names);
  const assumptions = assumptionWords(report);
  if (claim === undefined && relaxations.length === 0) return undefined;
  return html`<section id="everybody-else" class="panel" aria-labelledby="everybody-else-title">
    <h2 id="everybody-else-title">Everybody else</h2>
    ${
      claim !== undefined &&
      html`<p><span class="mark" aria-hidden="true">${claim.proved ? "✓" : "?"}</span> ${claim.sentence}</p>`
    }
    ${
      relaxations.length > 0 &&
      html`<ul class="plain">
        ${relaxations.map((text) => html`<li>${text}</li>`)}
      </ul>`
    }
    ${
      unknown.length > 0 &&
      html`<ul class="plain">
        ${unknown.slice(0, MOST).map(
          ({ sentence, reason, gap }) =>
            html`<li>
              <p><span class="mark" aria-hidden="true">?</span> ${sentence}</p>
              <p class="source">${reason} ${gap !== undefined && html`(gap: <code>${gap}</code>)`}</p>
            </li>`,
        )}
      </ul>`
    }
    ${
      unknown.length > MOST &&
      html`<p class="lead">${unknown.length - MOST} more answers are not known: see <code>--format json</code>.</p>`
    }
    ${assumptions.map((text) => html`<p class="lead">${text}</p>`)}
  </section>`;
}
