import { verdictOf } from "../doctor/examination";
import { examinationParts } from "./doctor/markdown-section";
import { namesOf } from "./names";
import { AS_EXPECTED, assumptionWords, everybodyElse } from "./everybody-else";
import { gapPlace } from "./gap-words";
import type { CheckReport } from "./report";
import { summaryLine, summaryOf } from "./summary";
import { findingSections } from "./markdown/finding-sections";
import { matrixTable } from "./markdown/matrix";
import { mistakeSections } from "./markdown/mistakes";
import { cutToFit } from "./markdown/cut-to-fit";
import { code, text } from "../toolkit/syntax";

const cutNote = (command: string): string =>
  `\n> [!NOTE]\n> The report was cut to fit into a comment. Run \`${command} --format html\` to see all of it.\n`;

/**
 * The report as a comment on a pull request: the differences and the figures first, then parts that unfold. When it
 * would be longer than a comment may be, whole parts at its end are left out and a note says so.
 */
export async function markdownReport(report: CheckReport): Promise<string> {
  const names = namesOf(report.proof);
  const summary = summaryOf(report);
  const { examination } = report;
  const command = examination === undefined ? "ecr-kms check" : "ecr-kms doctor";
  const isHealthy = examination === undefined || verdictOf(examination) === "healthy";
  const isProved = everybodyElse(report)?.proved !== false;
  const isClean =
    isHealthy && isProved && summary.mistakes + summary.cells.unknown + (summary.differences ?? 0) + summary.gaps === 0;
  const hasFindings = Object.values(summary.findings).some((count) => count > 0);
  const parts = [
    `## ${isClean && !hasFindings ? "✅" : "⚠️"} ${command}\n\n${summaryLine(summary)}.\n`,
    ...(examination === undefined ? [] : examinationParts(examination)),
    ...differenceParts(report),
    matrixTable(report, names),
    ...(report.differences?.length === 0 ? [] : [claimText(report)]),
    ...(await mistakeSections(report, names)),
    ...findingSections(report.findings),
    ...gapParts(report),
    `\n<sub>ecr-kms ${text(report.version)}, ${report.kmsModel === "documented" ? "by what AWS documents" : "by the two-way model"}</sub>\n`,
  ];
  return cutToFit(parts, cutNote(command));
}

function differenceParts(report: CheckReport): readonly string[] {
  const { differences } = report;
  if (differences === undefined) return [];
  if (differences.length === 0) return [`\n${AS_EXPECTED}\n${claimText(report)}`, ...relaxationParts(report)];
  const rows = differences.map(
    ({ message, expected, actual }) => `| ${text(message)} | ${expected} | **${actual}** |\n`,
  );
  return [
    "\n### Differences from what is expected\n\n| | expected | is |\n|---|---|---|\n",
    ...rows,
    ...relaxationParts(report),
  ];
}

/** What is proved of everybody who is no row, and what that takes for granted. */
function claimText(report: CheckReport): string {
  const claim = everybodyElse(report);
  const lines = claim === undefined ? [] : [claim.sentence, ...assumptionWords(report)];
  return lines.map((line) => `\n${text(line)}\n`).join("");
}

/** What the file of expected access leaves out or accepts. */
function relaxationParts({ relaxations = [] }: CheckReport): readonly string[] {
  return relaxations.length === 0 ? [] : [`\n${relaxations.map((each) => `- ${text(each)}\n`).join("")}`];
}

function gapParts({ proof }: CheckReport): readonly string[] {
  const { gaps } = proof.model;
  if (gaps.length === 0) return [];
  const lines = gaps.map((gap) => `- ${text(gap.message)} ${code(gapPlace(gap))}\n`);
  return ["\n### What could not be read\n\n", ...lines];
}
