import { ACCESS_CHANGE_KINDS, type AccessChangeKind, type AccessComparison } from "../../comparison/access-comparison";
import { code, details, text } from "../../toolkit/syntax";
import { AS_EXPECTED } from "../everybody-else";
import { gapPlace } from "../gap-words";
import { cutToFit } from "../markdown/cut-to-fit";
import type { ComparisonReport } from "./comparison-report";
import {
  CHANGE_TITLES,
  changeGroups,
  comparisonSentence,
  notComparedLines,
  repositoryLines,
  VERDICT_WORDS,
} from "./words";

const CUT_NOTE =
  "\n> [!NOTE]\n> The comparison was cut to fit into a comment. Run `ecr-kms check … --against … --format json` to see all of it.\n";

/**
 * The comparison as a comment on a pull request: what it amounts to and who gains first; what is not known on either
 * side unfolds. When it would be longer than a comment may be, parts at its end are left out and a note says so.
 */
export function comparisonMarkdown(report: ComparisonReport): string {
  const { comparison, version } = report;
  const model = comparison.kmsModel === "documented" ? "by what AWS documents" : "by the two-way model";
  return cutToFit(
    [
      `## ${comparison.hasNewAccess ? "⚠️" : "✅"} What this changes about access\n\n${comparisonSentence(comparison)}.\n`,
      ...differenceParts(report),
      ...repositoryLines(comparison).map((line) => `\n${text(line)}\n`),
      ...ACCESS_CHANGE_KINDS.flatMap((kind) => parts(comparison, kind)),
      ...notComparedLines(comparison).map((line) => `\n${text(line)}\n`),
      `\n<sub>ecr-kms ${text(version)}, ${model}; ${inputNames(comparison)}</sub>\n`,
    ],
    CUT_NOTE,
  );
}

function differenceParts({ differences, relaxations = [] }: ComparisonReport): readonly string[] {
  if (differences === undefined) return [];
  const relaxed = relaxations.length === 0 ? [] : ["\n", ...relaxations.map((each) => `- ${text(each)}\n`)];
  if (differences.length === 0) return [`\n${AS_EXPECTED}\n`, ...relaxed];
  const lines = differences.map(({ message }) => `- ${text(message)}\n`);
  return ["\n### Differences from what is expected\n\n", ...lines, ...relaxed];
}

function parts(comparison: AccessComparison, kind: AccessChangeKind): readonly string[] {
  const groups = changeGroups(comparison, kind);
  const gaps = comparison.gaps.filter(({ change }) => change === kind);
  if (groups.length + gaps.length === 0) return [];
  const rows = groups.map(
    ({ who, operations, repositories, before, after }) =>
      `| ${text(who)} | ${operations.join(", ")} | ${text(repositories)} | ${VERDICT_WORDS[before]} | ${VERDICT_WORDS[after]} |\n`,
  );
  const head = "| who | may | repositories | before | now |\n|---|---|---|---|---|\n";
  const lines = gaps.map(({ gap }) => `- ${text(gap.message)} ${code(gapPlace(gap))}\n`);
  const table = rows.length === 0 ? [] : [head, ...rows];
  const list = lines.length === 0 ? [] : ["\nWhat could not be read:\n\n", ...lines];
  if (kind === "unknown") return [details(CHANGE_TITLES[kind], [...table, ...list].join(""))];
  return [`\n### ${CHANGE_TITLES[kind]}\n\n`, ...table, ...list];
}

function inputNames({ inputs }: AccessComparison): string {
  const paths = (side: "new" | "old"): string => inputs[side].map(({ path }) => code(path)).join(", ");
  return `${paths("new")} against ${paths("old")}`;
}
