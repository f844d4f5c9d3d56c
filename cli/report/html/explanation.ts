import type { CallProof, DocumentRef, Explanation, Opinion, Remedy, StatementRef } from "../../proof/proof";
import { decidingRemedies } from "../deciding-remedies";
import { callsAlike } from "../explained-groups";
import { CALL_VERDICTS, opinionWords } from "../opinion-words";
import { statementName } from "../table/call-lines";
import { decidingCalls } from "../../proof/kms-model";
import type { Markup } from "../../toolkit/markup";
import { html, shownJson } from "../../toolkit/markup";
import type { KmsModel } from "../../proof/proof";

/**
 * Which documents belong to one principal or repository: what is said of them holds for others, their address does not.
 */
const OWNERS: Readonly<Partial<Record<DocumentRef["kind"], "principal" | "repository">>> = {
  identity: "principal",
  "permissions-boundary": "principal",
  "repository-policy": "repository",
};

/** The reasons of an answer: remedies first, since they are what one comes for; then each call with its documents. */
export function explanationMarkup(explanation: Explanation, kmsModel: KmsModel): Markup {
  const calls = decidingCalls(explanation, kmsModel);
  const others = explanation.calls.filter((call) => !calls.includes(call));
  return html`${decidingRemedies(explanation, kmsModel).map(remedyMarkup)}
  ${explanation.notes.map((note) => html`<p class="note">${note}</p>`)} ${callsMarkup(failingFirst(calls))}
  ${
    others.length > 0 &&
    html`<p class="aside">Also asked for by the two-way model:</p>
      ${callsMarkup(others)}`
  }`;
}

/** What fails is what one comes for. */
function failingFirst(calls: readonly CallProof[]): readonly CallProof[] {
  const isAllowed = ({ verdict }: CallProof): boolean => verdict === "allowed";
  return [...calls.filter((call) => !isAllowed(call)), ...calls.filter(isAllowed)];
}

function callsMarkup(calls: readonly CallProof[]): readonly Markup[] {
  return callsAlike(calls).map(({ actions, resource, proof }) => {
    const { mark, word } = CALL_VERDICTS[proof.verdict];
    return html`<section class="call is-${proof.verdict}">
      <p class="call-name">
        <span class="mark" aria-hidden="true">${mark}</span>
        <span>${actions.map((action) => html`<code>${action}</code> `)}<b>${word}</b></span>
      </p>
      <p class="resource">on <code>${resource}</code></p>
      <p>${proof.because}</p>
      <ul class="opinions">
        ${proof.opinions.map(opinionMarkup)}
      </ul>
      ${linkMarkup(proof.call.see, "Why this call")}
    </section>`;
  });
}

function opinionMarkup(opinion: Opinion): Markup {
  const { document, says, decisive, statements, nearMisses } = opinion;
  const { mark, words } = opinionWords(opinion);
  return html`<li class="opinion says-${says}">
    <span class="mark" aria-hidden="true">${mark}</span>
    <div>
      <b>${document.name}</b> ${words}${statements.map((it) => html` <code>${statementName(it)}</code>`)}
      ${decisive && html`<span class="tag">decides</span>`} ${sourceMarkup(document)} ${nearMisses.map(nearMissMarkup)}
    </div>
  </li>`;
}

function nearMissMarkup(miss: StatementRef): Markup {
  return html`<p class="near-miss">
    Nearly: <code>${statementName(miss)}</code>, but ${miss.missed ?? "it does not match"}
  </p>`;
}

function sourceMarkup({ source, kind }: DocumentRef): Markup | undefined {
  if (source === undefined) return undefined;
  return html`<p class="source" data-of="${OWNERS[kind] ?? "all"}">${source.input}: <code>${source.address}</code></p>`;
}

function remedyMarkup({ text, statement, document }: Remedy): Markup {
  return html`<section class="remedy">
    <p class="remedy-text"><span class="mark" aria-hidden="true">→</span> ${text}</p>
    ${sourceMarkup(document)} ${statement && pasteMarkup(statement)}
  </section>`;
}

/** JSON with a button that copies it. */
export function pasteMarkup(value: unknown): Markup {
  return html`<div class="paste">
    <button type="button" class="copy">Copy</button>
    <pre tabindex="0" aria-label="Statement to paste"><code>${shownJson(value)}</code></pre>
  </div>`;
}

/** A link to a page of the web; anything else as text. */
export function linkMarkup(address: string, text: string): Markup {
  if (!address.startsWith("https://")) return html`<p class="see">${text}: ${address}</p>`;
  return html`<p class="see"><a href="${address}" rel="noreferrer" target="_blank">${text}</a></p>`;
}
