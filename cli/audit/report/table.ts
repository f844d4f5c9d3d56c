import type { Page } from "../../toolkit/page";
import { pageOf, paragraph } from "../../toolkit/page";
import type { Answer } from "../answer";
import { nothingFound } from "./answer-words";
import { ShortNames } from "./short-names";
import type { AuditTerminal } from "./table/audit-terminal";
import { signsFor } from "./table/audit-terminal";
import { groupsSection } from "./table/groups-section";
import { rowLines } from "./table/rows-section";
import { skippedWarning, sourceSections } from "./table/source-section";
import { timelineSection } from "./table/timeline-section";

/**
 * The answer for people at a terminal: when, who and how often, or with `events` each row; then what CloudTrail cannot
 * say and what was read. No line is longer than the terminal is wide.
 */
export async function* tableReport(
  answer: Answer,
  terminal: AuditTerminal,
  options: { readonly events?: boolean; readonly limit?: number },
): AsyncGenerator<string> {
  const page = pageOf(terminal);
  const signs = signsFor(terminal);
  yield* shown(
    [
      ...paragraph(page, "", answer.question.title, page.colors.bold),
      page.colors.dim("─".repeat(page.width)),
      ...skippedWarning(answer, page),
    ],
    signs,
  );
  if (answer.rowCount === 0) yield* shown([...paragraph(page, "", nothingFound(answer), page.colors.bold), ""], signs);
  else for await (const line of bodyLines(answer, page, terminal.ascii === true, options)) yield `${signs(line)}\n`;
  yield* shown(sourceSections(answer, page), signs);
}

async function* bodyLines(
  answer: Answer,
  page: Page,
  isAscii: boolean,
  { events = false, limit }: { readonly events?: boolean; readonly limit?: number },
): AsyncGenerator<string> {
  const { question, timeline, groups } = answer;
  const names = new ShortNames(question);
  for (const { name } of timeline.lines) names.see(question.timelineBy, name);
  for (const { values } of groups) for (const name of question.groupBy) names.see(name, values[name]);
  if (events) yield* rowLines(answer, names, page, limit);
  else yield* [...timelineSection(answer, names, page, isAscii), ...groupsSection(answer, names, page, limit)];
}

function shown(lines: readonly string[], signs: (line: string) => string): readonly string[] {
  return lines.map((line) => `${signs(line)}\n`);
}
