import type { Markup } from "../../../toolkit/markup";
import { html } from "../../../toolkit/markup";
import { byteWords, counted } from "../../../toolkit/amounts";
import type { Answer } from "../../answer";
import { countedRows, nothingFound, periodAsked, periodSeen } from "../answer-words";

/** The question, what came of it, and the figures of what was read. */
export function headerMarkup(answer: Answer): Markup {
  const { question, source, groups, rowCount } = answer;
  const { files, bytes, events, skipped } = source;
  const seen = periodSeen(source);
  return html`<header>
    <p class="brand">ecr-kms audit</p>
    <h1>${question.title}</h1>
    <p class="summary">${summary(answer)}</p>
    <ul class="tiles">
      ${tile(countedRows(question, rowCount), rowCount > 0 && "#rows")}
      ${tile(counted(groups.length, "group"), groups.length > 0 && "#groups")}
      ${files !== undefined && tile(`${counted(files, "file")} read`)}
      ${bytes !== undefined && tile(`${byteWords(bytes)} uncompressed`)}
      ${events !== undefined && tile(`${counted(events, "event")} seen`)}
      ${skipped.length > 0 && tile(`${skipped.length.toLocaleString("en")} left out`, "#skipped")}
    </ul>
    <p class="inputs">
      Read: <code>${source.name}</code> · asked for ${periodAsked(question)}
      ${seen !== undefined && html`· first and last event that mattered: ${seen}`}
    </p>
  </header>`;
}

function summary(answer: Answer): string {
  if (answer.rowCount === 0) return nothingFound(answer);
  const [most] = answer.groups;
  const total = countedRows(answer.question, answer.rowCount);
  if (answer.groups.length <= 1 || most === undefined) return `${total}.`;
  const share = Math.floor((100 * most.count) / answer.rowCount);
  return `${total}; the most frequent of ${answer.groups.length.toLocaleString("en")} groups has ${share} %.`;
}

/** A figure; where there is something behind it, a link to it. */
function tile(text: string, link: string | false = false): Markup {
  const [, figure = "", unit = ""] = /^([\d.,]+) (.*)$/.exec(text) ?? [];
  const shown = html`<b>${figure}</b> <span>${unit}</span>`;
  return html`<li>
    ${link === false ? html`<div class="tile">${shown}</div>` : html`<a class="tile" href="${link}">${shown}</a>`}
  </li>`;
}
