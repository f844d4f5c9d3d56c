import { OPERATIONS } from "../../proof/proof";
import { counted } from "../../toolkit/amounts";
import type { CheckReport } from "../report";
import { nothingToShow } from "../table/matrix-section";
import type { Markup } from "../../toolkit/markup";
import { html } from "../../toolkit/markup";

/** The frame of the matrix: its filters and the table that the page's script fills. */
export function matrixMarkup({ proof }: CheckReport, left: number): Markup {
  const { principals, parties, repositories } = proof;
  if (principals.length + parties.length === 0 || repositories.length === 0)
    return html`<section id="matrix" class="panel" aria-labelledby="matrix-title">
      <h2 id="matrix-title">Who may do what</h2>
      <p>${nothingToShow(proof)}</p>
    </section>`;
  const isLarge = principals.length > 20 || repositories.length > 12;
  return html`<section id="matrix" class="panel" aria-labelledby="matrix-title">
    <h2 id="matrix-title">Who may do what</h2>
    <p class="lead">Choose a cell to see why. In the table, arrow keys move and Enter opens.</p>
    <form class="controls" id="filters" role="search" aria-label="Filter the matrix">
      <label
        >Principal <input type="search" name="principal" placeholder="name, ARN, account" autocomplete="off"
      /></label>
      <label>Repository <input type="search" name="repository" placeholder="name" autocomplete="off" /></label>
      <label>
        Operation
        <select name="operation">
          <option value="">all</option>
          ${OPERATIONS.map((operation) => html`<option value="${operation}">${operation}</option>`)}
        </select>
      </label>
      <label>
        Answer
        <select name="verdict">
          <option value="">all</option>
          <option value="allowed">allowed</option>
          <option value="denied">denied</option>
          <option value="unknown">not known</option>
          <option value="mistake">looks like a mistake</option>
        </select>
      </label>
      <label class="choice">
        <input type="checkbox" name="grouped" ${isLarge ? html`checked` : ""} /> Equal rows and columns together
      </label>
    </form>
    <p class="count" id="matrix-count" role="status"></p>
    <div class="scroll" id="matrix-scroll"></div>
    <nav class="controls pages" id="matrix-pages" aria-label="Parts of the matrix"></nav>
    <p class="legend">
      <span><span class="word is-allowed">push</span> allowed</span>
      <span><span class="word is-mistake">✗ push</span> denied, and it looks like a mistake</span>
      <span><span class="word is-unknown">? push</span> depends on what the inputs do not say</span>
      <span>– no access</span>
    </p>
    ${
      left > 0 &&
      html`<p class="lead">
        ${counted(left, "group")} of cells would make this page too large with their reasons: for those,
        <code>ecr-kms check --explain PRINCIPAL REPOSITORY OPERATION</code> says why.
      </p>`
    }
    <noscript
      ><p>The matrix needs scripts, which this browser does not run. Everything else is on this page.</p></noscript
    >
  </section>`;
}
