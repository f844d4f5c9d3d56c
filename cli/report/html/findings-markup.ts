import type { RuleFinding } from "../../rules/finding";
import { SEVERITIES } from "../../rules/finding";
import type { FindingGroup } from "../finding-groups";
import { groupedFindings } from "../finding-groups";
import { listNames } from "../../toolkit/list-words";
import { activeFindings, suppressedFindings } from "../summary";
import { sameCheckElsewhere } from "../table/findings-section";
import { linkMarkup, pasteMarkup } from "./explanation";
import type { Markup } from "../../toolkit/markup";
import { html } from "../../toolkit/markup";

/** So many things are named in the line that unfolds; behind it, all that a page can hold. */
const MOST = { subjects: 3, places: 500 };

/** The findings, with a filter by severity. */
export function findingsMarkup(findings: readonly RuleFinding[]): Markup | undefined {
  if (findings.length === 0) return undefined;
  const active = groupedFindings(activeFindings(findings));
  const suppressed = groupedFindings(suppressedFindings(findings));
  const used = SEVERITIES.filter((severity) => active.some(({ finding }) => finding.severity === severity));
  return html`<section id="findings" class="panel" aria-labelledby="findings-title">
    <h2 id="findings-title">Findings</h2>
    ${
      used.length > 1 &&
      html`<fieldset class="controls" id="severities">
        <legend>Severity</legend>
        ${used.map(
          (severity) =>
            html`<label class="choice"><input type="checkbox" value="${severity}" checked /> ${severity}</label>`,
        )}
      </fieldset>`
    }
    ${active.map(findingMarkup)}
    ${
      suppressed.length > 0 &&
      html`<details class="group">
        <summary>Suppressed (${suppressedFindings(findings).length})</summary>
        <ul class="plain">
          ${suppressed.map(
            ({ finding: { rule, suppressed: reason = "" }, subjects }) =>
              html`<li><code>${rule}</code> ${listNames(subjects, MOST.places)}: ${reason}</li>`,
          )}
        </ul>
      </details>`
    }
  </section>`;
}

function findingMarkup({ finding, subjects, sources }: FindingGroup): Markup {
  const { severity, message, hint, rule, title, see, replacement, elsewhere } = finding;
  const same = sameCheckElsewhere(elsewhere);
  return html`<details class="group finding" data-severity="${severity}">
    <summary>
      <span class="severity is-${severity}">${severity}</span>
      <span><b>${listNames(subjects, MOST.subjects)}</b> ${message}</span>
    </summary>
    <div class="reasons">
      <section class="remedy">
        <p class="remedy-text"><span class="mark" aria-hidden="true">→</span> ${hint}</p>
        ${sources
          .slice(0, MOST.places)
          .map(({ input, address }) => html`<p class="source">${input}: <code>${address}</code></p>`)}
        ${replacement && pasteMarkup(replacement)}
      </section>
      ${subjects.length > MOST.subjects && html`<p class="source">About: ${listNames(subjects, MOST.places)}</p>`}
      <p><code>${rule}</code> ${title}</p>
      ${same !== "" && html`<p class="source">The same check elsewhere: ${same}</p>`} ${linkMarkup(see, "Read more")}
    </div>
  </details>`;
}
