import { ACCESS_CHANGE_KINDS, type AccessChangeKind, type GapChange } from "../../comparison/access-comparison";
import type { AccessComparison } from "../../comparison/access-comparison";
import { counted } from "../../toolkit/amounts";
import { heading, pageOf, paragraph, type Page, type Paint, type Terminal } from "../../toolkit/page";
import { AS_EXPECTED } from "../everybody-else";
import { gapPlace } from "../gap-words";
import type { ComparisonReport } from "./comparison-report";
import {
  CHANGE_MARKS,
  CHANGE_TITLES,
  changeGroups,
  comparisonSentence,
  notComparedLines,
  repositoryLines,
  VERDICT_WORDS,
} from "./words";

/** More of a kind is for programs. */
const MOST_GROUPS = 60;

/** The comparison for people at a terminal: gains first, in the end what they amount to. */
export function comparisonTable(report: ComparisonReport, terminal: Terminal): string {
  const { comparison } = report;
  const page = pageOf(terminal);
  const { dim, bold } = page.colors;
  const whole = repositoryLines(comparison).flatMap((line) => paragraph(page, "", line));
  const lines = [
    ...expectedSection(report, page),
    ...(whole.length === 0 ? [] : [...heading(page, "Repositories"), ...whole, ""]),
    ...ACCESS_CHANGE_KINDS.flatMap((kind) => section(comparison, kind, page)),
    ...notComparedLines(comparison).flatMap((line) => paragraph(page, "", line, dim)),
    ...paragraph(page, "", `${comparisonSentence(comparison)}.`, bold),
  ];
  return `${lines.join("\n")}\n`;
}

function expectedSection({ differences, relaxations = [] }: ComparisonReport, page: Page): readonly string[] {
  if (differences === undefined) return [];
  const { red, green, yellow } = page.colors;
  return [
    ...(differences.length === 0
      ? paragraph(page, "✓ ", AS_EXPECTED, green)
      : heading(page, "Differences from what is expected")),
    ...differences.flatMap(({ message }) => paragraph(page, "✗ ", message, red)),
    ...relaxations.flatMap((text) => paragraph(page, "! ", text, yellow)),
    "",
  ];
}

function section(comparison: AccessComparison, kind: AccessChangeKind, page: Page): readonly string[] {
  const groups = changeGroups(comparison, kind);
  const gaps = comparison.gaps.filter(({ change }) => change === kind);
  if (groups.length + gaps.length === 0) return [];
  const left = groups.length - MOST_GROUPS;
  return [
    ...heading(page, CHANGE_TITLES[kind]),
    ...groups
      .slice(0, MOST_GROUPS)
      .flatMap(({ who, operations, repositories, before, after }) => [
        ...paragraph(
          page,
          `${CHANGE_MARKS[kind]} `,
          `${who}: ${operations.join(", ")}: ${repositories}`,
          paintOf(kind, page),
        ),
        ...paragraph(page, "    ", `before: ${VERDICT_WORDS[before]}; now: ${VERDICT_WORDS[after]}`, page.colors.dim),
      ]),
    ...(left <= 0 ? [] : paragraph(page, "", `${counted(left, "more line")}: use --format json to see all.`)),
    ...gaps.flatMap((gap) => gapLines(gap, page)),
    "",
  ];
}

function gapLines({ change, gap }: GapChange, page: Page): readonly string[] {
  return [
    ...paragraph(
      page,
      `${CHANGE_MARKS[change]} `,
      `Somebody whom a gap in the inputs may hide: ${gap.message}`,
      paintOf(change, page),
    ),
    ...paragraph(page, "    ", gapPlace(gap), page.colors.dim),
  ];
}

function paintOf(kind: AccessChangeKind, { colors }: Page): Paint {
  if (kind === "gain") return colors.red;
  return kind === "possible-gain" || kind === "unknown" ? colors.yellow : (text) => text;
}
