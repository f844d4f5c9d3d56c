import type { CellGroup, Explanation } from "../../proof/proof";
import { decidingRemedies } from "../deciding-remedies";
import type { ExplainedGroup } from "../explained-groups";
import { explainGroups } from "../explained-groups";
import { listNames } from "../../toolkit/list-words";
import type { Names } from "../names";
import type { UnknownParty } from "../parties";
import { unknownParties } from "../parties";
import type { CheckReport } from "../report";
import { counted } from "../../toolkit/amounts";
import { decidingCalls, looksLikeMistake, verdictOf } from "../../proof/kms-model";
import { OPERATION_WORDS } from "../../proof/operation-words";
import { callLines, remedyLines } from "./call-lines";
import type { Page } from "../../toolkit/page";
import { heading, paragraph } from "../../toolkit/page";

const MOST = { mistakes: 20, unknown: 10, names: 4 };
const MORE = "use --format html or --format json to see all";

/** Denials that are hardly meant, each with the documents that decide and what to add to them. */
export async function mistakesSection(report: CheckReport, names: Names, page: Page): Promise<readonly string[]> {
  const { proof, kmsModel } = report;
  const groups = proof.groups.filter(({ cell }) => looksLikeMistake(cell, kmsModel));
  if (groups.length === 0) return [];
  const { explained, left } = await explainGroups(proof, groups, MOST.mistakes);
  return [
    ...heading(page, "Denials that look like mistakes"),
    ...paragraph(page, "", "One document allows it, another one that must allow it too does not."),
    ...explained.flatMap(({ group, explanation }, index) => [
      "",
      ...paragraph(page, `${index + 1}. `, sentence(group, names, report), page.colors.bold),
      ...sameReasons(group, explanation, page),
      ...callLines(undecided(explanation, report), page, { see: false }),
      ...paragraphs(explanation.notes, page),
      ...remedyLines(decidingRemedies(explanation, kmsModel), page),
    ]),
    ...(left === 0 ? [] : ["", ...paragraph(page, "", `${counted(left, "more group")} of denials: ${MORE}.`)]),
    "",
  ];
}

/** Why answers are not known: what would have to be said, by whom it matters. */
export async function unknownSection(report: CheckReport, names: Names, page: Page): Promise<readonly string[]> {
  const { proof, kmsModel } = report;
  const groups = proof.groups.filter(({ cell }) => verdictOf(cell, kmsModel) === "unknown");
  const parties = unknownParties(report, names);
  if (groups.length + parties.length === 0) return [];
  const { explained, left } = await explainGroups(proof, groups, MOST.unknown);
  return [
    ...heading(page, "Not known"),
    ...explained.flatMap((each) => unknownLines(each, report, names, page)),
    ...(left === 0 ? [] : paragraph(page, "", `${counted(left, "more group")} of unknown answers: ${MORE}.`)),
    ...parties.slice(0, MOST.unknown).flatMap((each) => unknownPartyLines(each, page)),
    ...(parties.length <= MOST.unknown
      ? []
      : paragraph(page, "", `${counted(parties.length - MOST.unknown, "more answer")} about everybody else: ${MORE}.`)),
    "",
  ];
}

function unknownPartyLines({ sentence: text, reason, gap }: UnknownParty, page: Page): readonly string[] {
  return [
    ...paragraph(page, "? ", text),
    ...paragraph(page, "    ", reason),
    ...(gap === undefined ? [] : paragraph(page, "    ", `gap: ${gap}`, page.colors.dim)),
  ];
}

function unknownLines(
  { group, explanation }: ExplainedGroup,
  report: CheckReport,
  names: Names,
  page: Page,
): readonly string[] {
  const reasons = decidingCalls(explanation, report.kmsModel).filter(({ verdict }) => verdict === "unknown");
  return [
    ...paragraph(page, "? ", sentence(group, names, report)),
    ...sameReasons(group, explanation, page),
    ...[...new Set(reasons.map(({ because }) => because))].flatMap((reason) => paragraph(page, "    ", reason)),
    ...paragraphs(explanation.notes, page),
  ];
}

/** `batch-pull cannot pull from orders` */
export function sentence(
  { cell, operation, principals, repositories }: CellGroup,
  names: Names,
  report: CheckReport,
): string {
  const who = listNames(
    principals.map((index) => names.rows[index] ?? ""),
    MOST.names,
  );
  const what = listNames(
    repositories.map((index) => names.repositories[index] ?? ""),
    MOST.names,
  );
  const { sentence: verb } = OPERATION_WORDS[operation];
  const can = verdictOf(cell, report.kmsModel) === "unknown" ? "may or may not" : "cannot";
  return `${who} ${can} ${verb} ${what}`;
}

function sameReasons({ principals, repositories }: CellGroup, explanation: Explanation, page: Page): readonly string[] {
  if (principals.length * repositories.length === 1) return [];
  const { principal, repository } = explanation;
  const text = `The same reasons for all of them; here for ${principal.name} and ${repository.name}:`;
  return paragraph(page, "   ", text, page.colors.dim);
}

function undecided(explanation: Explanation, { kmsModel }: CheckReport): Explanation["calls"] {
  return decidingCalls(explanation, kmsModel).filter(({ verdict }) => verdict !== "allowed");
}

function paragraphs(notes: readonly string[], page: Page): readonly string[] {
  return notes.flatMap((note) => paragraph(page, "    ", note));
}
