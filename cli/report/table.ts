import { examinationSection } from "./doctor/table-section";
import { namesOf } from "./names";
import { AS_EXPECTED } from "./everybody-else";
import { differenceFacts, expectText } from "./difference-words";
import { gapPlace } from "./gap-words";
import { claimLines, relaxationLines } from "./table/claim-section";
import type { CheckReport } from "./report";
import { summaryLine, summaryOf } from "./summary";
import { findingsSection } from "./table/findings-section";
import { matrixSection } from "./table/matrix-section";
import { mistakesSection, unknownSection } from "./table/mistakes-section";
import type { Page, Terminal } from "../toolkit/page";
import { heading, pageOf, paragraph } from "../toolkit/page";

/**
 * The report for people at a terminal: differences from what is expected, the matrix, denials that look like mistakes
 * with what fixes them, what is not known, findings, and the figures. Equal rows and columns are put together and what
 * does not fit is counted, so that it stays readable for a thousand repositories. No line is longer than the terminal
 * is wide, but for statements that are there to be pasted.
 */
export async function tableReport(report: CheckReport, terminal: Terminal): Promise<string> {
  const page = pageOf(terminal);
  const names = namesOf(report.proof);
  const lines = [
    ...(report.examination === undefined ? [] : examinationSection(report.examination, page)),
    ...differencesSection(report, page),
    ...matrixSection(report, names, page),
    "",
    ...(report.differences?.length === 0 ? [] : withGap(claimLines(report, page))),
    ...(await mistakesSection(report, names, page)),
    ...(await unknownSection(report, names, page)),
    ...findingsSection(report.findings, page),
    ...gapsSection(report, page),
    ...paragraph(page, "", `${summaryLine(summaryOf(report))}.`, page.colors.bold),
  ];
  return `${lines.join("\n")}\n`;
}

function withGap(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines, ""];
}

function differencesSection(report: CheckReport, page: Page): readonly string[] {
  const { differences } = report;
  if (differences === undefined) return [];
  if (differences.length === 0)
    return [
      ...paragraph(page, "✓ ", AS_EXPECTED, page.colors.green),
      ...claimLines(report, page),
      ...relaxationLines(report, page),
      "",
    ];
  return [
    ...heading(page, "Differences from what is expected"),
    ...differences.flatMap((difference) => [
      ...paragraph(page, "✗ ", difference.message, page.colors.red),
      ...[differenceFacts(difference), ...expectText(difference)].flatMap((text) =>
        paragraph(page, "  ", text, page.colors.dim),
      ),
    ]),
    ...relaxationLines(report, page),
    "",
  ];
}

function gapsSection({ proof }: CheckReport, page: Page): readonly string[] {
  const { gaps } = proof.model;
  if (gaps.length === 0) return [];
  return [
    ...heading(page, "What could not be read"),
    ...gaps.flatMap((gap) => [
      ...paragraph(page, "? ", gap.message),
      ...paragraph(page, "  ", gapPlace(gap), page.colors.dim),
    ]),
    "",
  ];
}
