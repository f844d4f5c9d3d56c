import { examinationMarkup } from "./doctor/html-section";
import type { CellGroup } from "../proof/proof";
import { diagramMarkup } from "./diagram/svg";
import { join } from "node:path";
import { asset, PAGE_STYLE } from "../toolkit/asset";
import { contentPolicy } from "../toolkit/content-policy";
import { headerMarkup } from "./html/header";
import type { Markup } from "../toolkit/markup";
import { embeddedJson, html, verbatim } from "../toolkit/markup";
import { matrixMarkup } from "./html/matrix-markup";
import { pageData } from "./html/page-data";
import type { EmbeddedReasons } from "./html/reasons";
import { embeddedReasons } from "./html/reasons";
import { findingsMarkup } from "./html/findings-markup";
import { claimMarkup } from "./html/claim-markup";
import { differencesMarkup, gapsMarkup, groupsMarkup } from "./html/sections";
import { namesOf } from "./names";
import type { CheckReport } from "./report";
import { counted } from "../toolkit/amounts";
import { looksLikeMistake, verdictOf } from "../proof/kms-model";

/** The scripts of the page, in the order in which they run. */
export const SCRIPTS = [
  "diagram.client.js",
  "matrix-model.client.js",
  "matrix.client.js",
  "panel.client.js",
  "page.client.js",
];

/**
 * The report as one page that needs nothing else: no server, no network, nothing but a browser. Its policy for content
 * lets exactly its own stylesheet and scripts run, so that nothing in an input can.
 */
export async function htmlReport(report: CheckReport): Promise<string> {
  const names = namesOf(report.proof);
  const reasons = await embeddedReasons(report);
  const { kmsModel, proof } = report;
  const mistakes = proof.groups.filter(({ cell }) => looksLikeMistake(cell, kmsModel));
  const unknown = proof.groups.filter(
    (group) => verdictOf(group.cell, kmsModel) === "unknown" && !mistakes.includes(group),
  );
  const style = asset(PAGE_STYLE);
  const scripts = SCRIPTS.map((name) => asset(name, join(__dirname, "html")));
  const context = { report, names };
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy(style, scripts)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>ecr-kms: access to ${counted(proof.repositories.length, "repository", "repositories")}</title>
        <link rel="icon" href="data:," />
        ${verbatim(`<style>${style}</style>`)}
      </head>
      <body>
        <a class="skip" href="#matrix">Skip to the matrix</a>
        ${headerMarkup(report)}
        <main>
          ${report.examination && examinationMarkup(report.examination)} ${differencesMarkup(report)}
          ${claimMarkup(report, names)} ${diagramMarkup(report, names)} ${matrixMarkup(report, reasons.left)}
          ${groupsMarkup(MISTAKES, mistakes, reasons, context)} ${groupsMarkup(UNKNOWN, unknown, reasons, context)}
          ${findingsMarkup(report.findings)} ${gapsMarkup(report)}
        </main>
        <dialog id="reasons-panel" aria-labelledby="reasons-title">
          <div class="panel-head">
            <h2 id="reasons-title" tabindex="-1"></h2>
            <button type="button" id="reasons-close">Close</button>
          </div>
          <div id="reasons-body"></div>
        </dialog>
        ${otherReasons(proof.groups, [...mistakes, ...unknown], reasons)}
        <script type="application/json" id="data">
          ${embeddedJson(pageData(report, names, new Set(reasons.reasons.keys())))}
        </script>
        ${scripts.map((script) => verbatim(`<script>${script}</script>`))}
      </body>
    </html> `;
  return page.source;
}

const MISTAKES = {
  id: "mistakes",
  title: "Denials that look like mistakes",
  lead: "One document allows it, another one that must allow it too does not.",
  mark: "✗",
};

const UNKNOWN = {
  id: "unknown",
  title: "Not known",
  lead: "These answers depend on something that the inputs do not say.",
  mark: "?",
};

/** The reasons that no section shows, for the panel of a cell. */
function otherReasons(
  groups: readonly CellGroup[],
  shown: readonly CellGroup[],
  { reasons }: EmbeddedReasons,
): readonly Markup[] {
  const inSections = new Set(shown);
  return groups.flatMap((group, index) => {
    const markup = reasons.get(group);
    if (markup === undefined || inSections.has(group)) return [];
    return [html`<template id="reasons-${index}">${markup}</template>`];
  });
}
