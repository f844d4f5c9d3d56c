import type { Markup } from "../../toolkit/markup";
import { html, verbatim } from "../../toolkit/markup";
import { join } from "node:path";
import { asset, PAGE_STYLE } from "../../toolkit/asset";
import { contentPolicy } from "../../toolkit/content-policy";
import type { Answer } from "../answer";
import type { Row } from "../question";
import { groupsMarkup } from "./html/groups";
import { headerMarkup } from "./html/header";
import { ROWS_PLACE, rowMarkup, rowsFrame } from "./html/rows";
import { cannotTellMarkup, skippedMarkup, sourceMarkup } from "./html/sections";
import { timelineMarkup } from "./html/timeline";
import { firstOf } from "./portions";
import { ShortNames } from "./short-names";

/** What the page of an answer has besides the stylesheet that all pages share. */
export const ASSETS = { style: "audit-page.css", script: "audit-page.client.js" } as const;

/** More rows make a page that browsers open slowly. */
const MOST_ROWS = 5000;

/**
 * The answer as one page that needs nothing else: no server, no network, nothing but a browser, and no scripts either,
 * though with them its tables sort and filter. Its policy for content lets exactly its own stylesheet and script run,
 * so that nothing in a log can.
 */
export async function* htmlReport(answer: Answer, limit = MOST_ROWS): AsyncGenerator<string> {
  const { question, timeline, groups } = answer;
  const rows: Row[] = [];
  for await (const row of firstOf(answer.rows(), limit)) rows.push(row);
  const names = new ShortNames(question);
  for (const { name } of timeline.lines) names.see(question.timelineBy, name);
  for (const values of [...groups.map((group) => group.values), ...rows])
    for (const { name } of question.columns) names.see(name, values[name]);
  const style = asset(PAGE_STYLE) + ownAsset(ASSETS.style);
  const script = ownAsset(ASSETS.script);
  const page = html`<!doctype html>
    <html lang="en">
      ${headMarkup(question.title, style, script)}
      <body>
        <a class="skip" href="#groups">Skip to the answer</a>
        ${headerMarkup(answer)}
        <main>
          ${skippedMarkup(answer)} ${timelineMarkup(answer, names)} ${groupsMarkup(answer, names)}
          ${rowsFrame(answer, rows.length)} ${cannotTellMarkup(answer)} ${sourceMarkup(answer)}
        </main>
        ${verbatim(`<script>${script}</script>`)}
      </body>
    </html> `;
  const [before = "", after = ""] = page.source.split(ROWS_PLACE.source);
  yield before;
  for (const row of rows) yield rowMarkup(question, row, names).source;
  yield after;
}

function headMarkup(title: string, style: string, script: string): Markup {
  return html`<head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${contentPolicy(style, [script])}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    <title>ecr-kms audit: ${title}</title>
    <link rel="icon" href="data:," />
    ${verbatim(`<style>${style}</style>`)}
  </head>`;
}

/** A file of the page. */
export function ownAsset(name: string): string {
  return asset(name, join(__dirname, "html"));
}
