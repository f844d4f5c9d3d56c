import { verdictOf } from "../../doctor/examination";
import { verdictSentence } from "../doctor/words";
import { SEVERITIES } from "../../rules/finding";
import { AS_EXPECTED, everybodyElse } from "../everybody-else";
import type { CheckReport } from "../report";
import { summaryOf } from "../summary";
import { counted } from "../../toolkit/amounts";
import type { Markup } from "../../toolkit/markup";
import { html } from "../../toolkit/markup";

/** What the report is about, its verdict, and its figures as links to the parts of the page. */
export function headerMarkup(report: CheckReport): Markup {
  const { proof, kmsModel, version, examination } = report;
  const { differences = 0, mistakes, cells, findings, gaps } = summaryOf(report);
  const findingCount = SEVERITIES.reduce((sum, severity) => sum + findings[severity], 0);
  const worst = SEVERITIES.find((severity) => findings[severity] > 0);
  const isHealthy = examination === undefined || verdictOf(examination) === "healthy";
  const isProved = everybodyElse(report)?.proved !== false;
  const isFine =
    isHealthy && isProved && differences + mistakes + cells.unknown + gaps + findingCount - findings.low === 0;
  const subject = counted(proof.repositories.length, "repository", "repositories");
  return html`<header>
    <p class="brand">ecr-kms ${examination === undefined ? "check" : "doctor"}</p>
    <h1>Access to ${subject} for ${counted(proof.principals.length, "principal")}</h1>
    <p class="verdict ${isFine ? "is-fine" : "is-not"}">
      <span aria-hidden="true">${isFine ? "✓" : "!"}</span> ${verdictText(report, isFine, findings.low)}
    </p>
    <ul class="tiles">
      ${examination !== undefined && tile("diagnoses", examination.diagnoses.length, "diagnoses")}
      ${report.differences !== undefined && tile("differences", differences, "differences from what is expected")}
      ${tile("mistakes", mistakes, "denials that look like mistakes")}
      ${tile("unknown", cells.unknown, "answers not known")}
      ${tile("findings", findingCount, worst === undefined ? "findings" : `findings, the worst ${worst}`)}
      ${tile("gaps", gaps, "things that could not be read")} ${tile("matrix", cells.allowed, "operations allowed")}
    </ul>
    <p class="inputs">
      Read: ${proof.model.inputs.map(({ path, kind }) => html`<code>${path}</code> (${kind}) `)} · judged
      ${kmsModel === "documented" ? "by what AWS documents" : "by the two-way model"} · ecr-kms ${version}
    </p>
  </header>`;
}

function verdictText({ differences, examination }: CheckReport, isFine: boolean, smallThings: number): string {
  if (examination !== undefined && verdictOf(examination) !== "healthy") return verdictSentence(examination);
  if (differences !== undefined && differences.length > 0) return "Access is not as expected.";
  const expected = differences === undefined ? "" : `${AS_EXPECTED} `;
  if (!isFine) return `${expected}Something needs a look.`;
  return expected + (smallThings === 0 ? "Nothing looks wrong." : "Only small things are left.");
}

/** A figure; where there is something behind it, a link to it. */
function tile(id: string, count: number, label: string): Markup {
  const shown = html`<b>${count.toLocaleString("en")}</b> <span>${label}</span>`;
  return html`<li>
    ${count === 0 ? html`<div class="tile">${shown}</div>` : html`<a class="tile" href="#${id}">${shown}</a>`}
  </li>`;
}
