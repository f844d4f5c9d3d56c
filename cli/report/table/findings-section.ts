import type { RuleFinding, SameCheckElsewhere, Severity } from "../../rules/finding";
import type { FindingGroup } from "../finding-groups";
import { groupedFindings } from "../finding-groups";
import { listNames } from "../../toolkit/list-words";
import { activeFindings, suppressedFindings } from "../summary";
import { counted } from "../../toolkit/amounts";
import type { Page, Paint } from "../../toolkit/page";
import { heading, paragraph, pasteable } from "../../toolkit/page";

/** More than this is for the page or for programs. */
const MOST = { groups: 40, subjects: 4, sources: 4 };

const TOOLS: Readonly<Record<keyof SameCheckElsewhere, string>> = {
  securityHub: "Security Hub",
  checkov: "Checkov",
  trivy: "Trivy",
  prowler: "Prowler",
};

/** `Security Hub ECR.1, Checkov CKV_AWS_163` */
export function sameCheckElsewhere(elsewhere: SameCheckElsewhere): string {
  return (Object.keys(TOOLS) as (keyof SameCheckElsewhere)[])
    .flatMap((tool) => (elsewhere[tool] ?? []).map((id) => `${TOOLS[tool]} ${id}`))
    .join(", ");
}

/** The findings, worst first, then in one line each those that are switched off. */
export function findingsSection(findings: readonly RuleFinding[], page: Page): readonly string[] {
  const active = groupedFindings(activeFindings(findings));
  const suppressed = groupedFindings(suppressedFindings(findings));
  const left = active.length - MOST.groups;
  return [
    ...(active.length === 0 ? [] : heading(page, "Findings")),
    ...active.slice(0, MOST.groups).flatMap((group) => [...groupLines(group, page), ""]),
    ...(left <= 0
      ? []
      : [
          ...paragraph(page, "", `${counted(left, "more finding")}: use --format html or --format json to see all.`),
          "",
        ]),
    ...(suppressed.length === 0 ? [] : heading(page, "Suppressed")),
    ...suppressed.flatMap(({ finding: { rule, suppressed: reason = "" }, subjects }) =>
      paragraph(page, "  ", `${rule}: ${listNames(subjects, MOST.subjects)}: ${reason}`, page.colors.dim),
    ),
    ...(suppressed.length === 0 ? [] : [""]),
  ];
}

function groupLines({ finding, subjects, sources }: FindingGroup, page: Page): readonly string[] {
  const { severity, rule, message, hint, replacement, see, elsewhere } = finding;
  const { dim, bold } = page.colors;
  const same = sameCheckElsewhere(elsewhere);
  const title = `${severity.toUpperCase()}  ${listNames(subjects, MOST.subjects)}`;
  const shown = sources.slice(0, MOST.sources);
  return [
    ...paragraph(page, "", title, paintOf(severity, page)),
    ...paragraph(page, "  ", message),
    ...paragraph(page, "  → ", hint, bold),
    ...(replacement === undefined ? [] : pasteable(page, "    ", replacement)),
    ...shown.flatMap(({ input, address }) => paragraph(page, "  ", `${input}: ${address}`, dim)),
    ...(shown.length < sources.length ? paragraph(page, "  ", `and ${sources.length - shown.length} more`, dim) : []),
    ...paragraph(page, "  ", `${rule}${same === "" ? "" : ` (${same})`}`, dim),
    ...paragraph(page, "  ", see, dim),
  ];
}

function paintOf(severity: Severity, { colors }: Page): Paint {
  if (severity === "critical") return (text) => colors.bold(colors.red(text));
  if (severity === "high") return colors.red;
  return severity === "medium" ? colors.yellow : colors.bold;
}
