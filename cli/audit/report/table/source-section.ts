import type { Page } from "../../../toolkit/page";
import { heading, paragraph } from "../../../toolkit/page";
import type { Answer } from "../../answer";
import { countedRows, leftOutInWords, periodAsked, periodSeen, sourceInWords } from "../answer-words";

/** The first ones show what is wrong; JSON and the page have all. */
const MOST_SKIPPED = 10;

/** What CloudTrail cannot say, what was read, and what of it was left out. */
export function sourceSections({ question, source, rowCount }: Answer, page: Page): readonly string[] {
  const seen = periodSeen(source);
  const { dim } = page.colors;
  return [
    ...heading(page, "What CloudTrail cannot say"),
    ...question.cannotTell.flatMap((sentence) => paragraph(page, "- ", sentence)),
    "",
    ...heading(page, "What was read"),
    ...paragraph(page, "", sourceInWords(source)),
    ...paragraph(page, "", `Asked for: ${periodAsked(question)}`),
    ...(seen === undefined ? [] : paragraph(page, "", `First and last event that mattered: ${seen}`)),
    ...source.remarks.flatMap((remark) => paragraph(page, "- ", remark, dim)),
    "",
    ...skippedSection(source, page),
    ...paragraph(page, "", `${countedRows(question, rowCount)}.`, page.colors.bold),
  ];
}

/** That files are missing has to be seen before anything else is believed. */
export function skippedWarning({ source }: Answer, page: Page): readonly string[] {
  if (source.skipped.length === 0) return [];
  return [...paragraph(page, "! ", leftOutInWords(source), (line) => page.colors.bold(page.colors.red(line))), ""];
}

function skippedSection(source: Answer["source"], page: Page): readonly string[] {
  const { skipped } = source;
  const left = skipped.length - MOST_SKIPPED;
  if (skipped.length === 0) return [];
  return [
    ...heading(page, "Left out"),
    ...skipped
      .slice(0, MOST_SKIPPED)
      .flatMap(({ path, message, hint }) => [
        ...paragraph(page, "! ", `${path}: ${message}`, page.colors.red),
        ...paragraph(page, "  ", hint, page.colors.dim),
      ]),
    ...(left > 0 ? paragraph(page, "", `and ${left.toLocaleString("en")} more: see --format json`) : []),
    "",
  ];
}
