import { linkMarkup } from "../html/explanation";
import type { Markup } from "../../toolkit/markup";
import { html } from "../../toolkit/markup";
import type { Diagnosis } from "../../doctor/diagnosis";
import type { Examination, ExaminedKey } from "../../doctor/examination";
import { keyName } from "../../doctor/diagnose/words";
import { keyFacts, repositoryFact, severityWord, subjectName, verdictSentence } from "./words";

/** So many of each a page can hold. */
const MOST = 500;

/** How the page paints a diagnosis: as findings of these severities. */
const PAINT = { broken: "critical", "at risk": "high", unknown: "medium", note: "low" } as const;

/** The state of what is deployed, as a section of the page. */
export function examinationMarkup(examination: Examination): Markup {
  const { diagnoses, repositories, keys, readAt } = examination;
  return html`<section id="diagnoses" class="panel" aria-labelledby="diagnoses-title">
    <h2 id="diagnoses-title">Diagnosis</h2>
    <p class="lead">${verdictSentence(examination)}</p>
    ${diagnoses.slice(0, MOST).map((each) => diagnosisMarkup(each, examination))}
    ${diagnoses.length > MOST && html`<p class="lead">${diagnoses.length - MOST} more: see <code>--format json</code>.</p>`}
    <details class="group">
      <summary><span>What is deployed, read ${readAt}</span></summary>
      <div class="reasons">
        <ul class="plain">
          ${keys.slice(0, MOST).map(keyMarkup)}
          ${repositories.slice(0, MOST).map((each) => html`<li><b>${each.name}</b> ${repositoryFact(each, keys)}</li>`)}
        </ul>
      </div>
    </details>
  </section>`;
}

function diagnosisMarkup(diagnosis: Diagnosis, examination: Examination): Markup {
  const { message, remedy, commands = [], certainty, see, code } = diagnosis;
  const word = severityWord(diagnosis);
  return html`<details class="group">
    <summary>
      <span class="severity is-${PAINT[word]}">${word}</span>
      <span><b>${subjectName(diagnosis, examination)}</b> ${message}</span>
    </summary>
    <div class="reasons">
      <section class="remedy">
        <p class="remedy-text"><span class="mark" aria-hidden="true">→</span> ${remedy}</p>
        ${commands.map((command) => html`<p class="source"><code>${command}</code></p>`)}
      </section>
      ${certainty !== undefined && html`<p class="note">${certainty}</p>`}
      <p><code>${code}</code> <code>${diagnosis.subject}</code></p>
      ${see !== undefined && linkMarkup(see, "Read more")}
    </div>
  </details>`;
}

function keyMarkup(key: ExaminedKey): Markup {
  return html`<li>
    <b>key ${keyName(key)}</b>
    ${keyFacts(key).map(([name, value]) => html`<p class="source">${name}: ${value}</p>`)}
  </li>`;
}
