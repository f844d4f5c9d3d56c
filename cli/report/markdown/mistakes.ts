import type { Explanation, Opinion, Remedy } from "../../proof/proof";
import { decidingRemedies } from "../deciding-remedies";
import { callsAlike, explainGroups } from "../explained-groups";
import { CALL_VERDICTS, opinionWords } from "../opinion-words";
import type { Names } from "../names";
import { unknownParties } from "../parties";
import type { CheckReport } from "../report";
import { counted } from "../../toolkit/amounts";
import { statementName } from "../table/call-lines";
import { sentence } from "../table/mistakes-section";
import { decidingCalls, looksLikeMistake, verdictOf } from "../../proof/kms-model";
import { code, details, jsonBlock, text } from "../../toolkit/syntax";

const MOST = 50;

/** Denials that look like mistakes, then what is not known: each unfolds to its reasons and remedies. */
export async function mistakeSections(report: CheckReport, names: Names): Promise<readonly string[]> {
  const { proof, kmsModel } = report;
  const mistakes = proof.groups.filter(({ cell }) => looksLikeMistake(cell, kmsModel));
  const unknown = proof.groups.filter(({ cell }) => verdictOf(cell, kmsModel) === "unknown");
  return [
    ...(await section("Denials that look like mistakes", mistakes, report, names)),
    ...(await section("Not known", unknown, report, names)),
    ...unknownPartyItems(report, names, unknown.length === 0),
  ];
}

/** What is not known of parties; with a title of its own where nothing else is not known. */
function unknownPartyItems(report: CheckReport, names: Names, needsTitle: boolean): readonly string[] {
  const parties = unknownParties(report, names);
  if (parties.length === 0) return [];
  const items = parties.slice(0, MOST).map(({ sentence: what, reason, gap }) => {
    const accepted = gap === undefined ? "" : ` ${code(`gap: ${gap}`)}`;
    return `- ${text(what)}. ${text(reason)}${accepted}\n`;
  });
  const left = parties.length - items.length;
  const more = left > 0 ? `\n${counted(left, "more answer")} about everybody else: see the JSON or HTML report.\n` : "";
  return [`${needsTitle ? "\n### Not known\n" : ""}\n${items.join("")}${more}`];
}

async function section(
  title: string,
  groups: CheckReport["proof"]["groups"],
  report: CheckReport,
  names: Names,
): Promise<readonly string[]> {
  if (groups.length === 0) return [];
  const { explained, left } = await explainGroups(report.proof, groups, MOST);
  return [
    `\n### ${title}\n`,
    ...explained.map(({ group, explanation }) =>
      details(text(sentence(group, names, report)), reasons(explanation, report)),
    ),
    ...(left === 0 ? [] : [`\n${counted(left, "more group")}: see the JSON or HTML report.\n`]),
  ];
}

function reasons(explanation: Explanation, { kmsModel }: CheckReport): string {
  const calls = decidingCalls(explanation, kmsModel).filter(({ verdict }) => verdict !== "allowed");
  const lines = callsAlike(calls).flatMap(({ actions, resource, proof }) => [
    `${actions.map(code).join(", ")} on ${code(resource)}: **${CALL_VERDICTS[proof.verdict].word}**. ${text(proof.because)}\n\n`,
    ...proof.opinions.map(opinionItem),
    "\n",
  ]);
  const notes = explanation.notes.map((note) => `${text(note)}\n\n`);
  return [...lines, ...notes, ...decidingRemedies(explanation, kmsModel).map(remedyText)].join("");
}

function opinionItem(opinion: Opinion): string {
  const { document, decisive, statements, nearMisses } = opinion;
  const where = statements.length === 0 ? "" : ` (${text(statements.map(statementName).join(", "))})`;
  const misses = nearMisses.map(
    (miss) => `  - nearly: ${text(statementName(miss))}, but ${text(miss.missed ?? "it does not match")}\n`,
  );
  const name = decisive ? `**${text(document.name)}**` : text(document.name);
  return `- ${name} ${opinionWords(opinion).words}${where}${decisive ? ": this decides" : ""}\n${misses.join("")}`;
}

function remedyText({ text: what, statement, document: { source } }: Remedy): string {
  const where = source === undefined ? "" : ` (${code(`${source.input}: ${source.address}`)})`;
  return `**${text(what)}**${where}\n\n${statement === undefined ? "" : `${jsonBlock(statement)}\n`}`;
}
