import type { Markup } from "../../../toolkit/markup";
import { html } from "../../../toolkit/markup";
import type { Answer } from "../../answer";
import { leftOutInWords, periodAsked, periodSeen, sourceInWords } from "../answer-words";

/** More than this is for programs. */
const MOST_SKIPPED = 500;

/** What could not be read, before anything that it would belong to. */
export function skippedMarkup({ source }: Answer): Markup | undefined {
  const { skipped } = source;
  if (skipped.length === 0) return undefined;
  return html`<section id="skipped" class="panel alert" aria-labelledby="skipped-title">
    <h2 id="skipped-title">Left out</h2>
    <p><span class="mark" aria-hidden="true">!</span> ${leftOutInWords(source)}</p>
    <ul class="plain">
      ${skipped.slice(0, MOST_SKIPPED).map(
        ({ path, message, hint }) =>
          html`<li>
            <p><code>${path}</code>: ${message}</p>
            <p class="source">${hint}</p>
          </li>`,
      )}
    </ul>
    ${
      skipped.length > MOST_SKIPPED &&
      html`<p class="lead">
        ${(skipped.length - MOST_SKIPPED).toLocaleString("en")} more: see <code>--format json</code>.
      </p>`
    }
  </section>`;
}

/** What an answer from CloudTrail leaves open. */
export function cannotTellMarkup({ question }: Answer): Markup {
  return html`<section id="cannot-tell" class="panel" aria-labelledby="cannot-tell-title">
    <h2 id="cannot-tell-title">What CloudTrail cannot say</h2>
    <ul class="sentences">
      ${question.cannotTell.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}

/** What was read. */
export function sourceMarkup({ question, source }: Answer): Markup {
  const seen = periodSeen(source);
  return html`<section id="source" class="panel" aria-labelledby="source-title">
    <h2 id="source-title">What was read</h2>
    <ul class="sentences">
      <li>${sourceInWords(source)}</li>
      <li>Asked for: ${periodAsked(question)}</li>
      ${seen !== undefined && html`<li>First and last event that mattered: ${seen}</li>`}
      ${source.remarks.map((remark) => html`<li>${remark}</li>`)}
    </ul>
  </section>`;
}
