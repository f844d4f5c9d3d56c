import { counted } from "../toolkit/amounts";
import type { RuleFinding, Severity } from "../rules/finding";
import { SEVERITIES } from "../rules/finding";
import { partiesWithAccess } from "./parties";
import type { CheckReport } from "./report";
import { looksLikeMistake, verdictOf } from "../proof/kms-model";

/** The figures of a report. */
export interface Summary {
  readonly principals: number;
  readonly repositories: number;
  readonly cells: { readonly allowed: number; readonly denied: number; readonly unknown: number };
  /** Denied or unknown cells that look like mistakes: counted in `cells`, too. */
  readonly mistakes: number;
  /** Who else has access, and of whom it is not known; without principals of the account that no input holds. */
  readonly parties: { readonly allowed: number; readonly unknown: number };
  /** Without those that are switched off. */
  readonly findings: Readonly<Record<Severity, number>>;
  readonly suppressed: number;
  /** Absent when nothing was expected. */
  readonly differences?: number;
  readonly gaps: number;
}

/** Counts what a report says. */
export function summaryOf(report: CheckReport): Summary {
  const { proof, kmsModel, findings, differences } = report;
  const cells = { allowed: 0, denied: 0, unknown: 0 };
  let mistakes = 0;
  for (const { cell, principals, repositories } of proof.groups) {
    const count = principals.length * repositories.length;
    const verdict = verdictOf(cell, kmsModel);
    if (verdict !== "none") cells[verdict] += count;
    if (looksLikeMistake(cell, kmsModel)) mistakes += count;
  }
  const active = activeFindings(findings);
  const bySeverity = SEVERITIES.map((severity) => [severity, active.filter((it) => it.severity === severity).length]);
  return {
    principals: proof.principals.length,
    repositories: proof.repositories.length,
    cells,
    mistakes,
    parties: partyCounts(report),
    findings: Object.fromEntries(bySeverity) as Readonly<Record<Severity, number>>,
    suppressed: findings.length - active.length,
    ...(differences === undefined ? {} : { differences: differences.length }),
    gaps: proof.model.gaps.length,
  };
}

function partyCounts(report: CheckReport): Summary["parties"] {
  const parties = partiesWithAccess(report).filter(({ party }) => party.kind !== "own-account");
  const allowed = parties.filter(({ access }) => access.some(({ verdict }) => verdict === "allowed"));
  return { allowed: allowed.length, unknown: parties.length - allowed.length };
}

/** The findings that count, worst first, in the order given within a severity. */
export function activeFindings(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  const active = findings.filter(({ suppressed }) => suppressed === undefined);
  return SEVERITIES.flatMap((severity) => active.filter((finding) => finding.severity === severity));
}

/** The findings that are switched off. */
export function suppressedFindings(findings: readonly RuleFinding[]): readonly RuleFinding[] {
  return findings.filter(({ suppressed }) => suppressed !== undefined);
}

/** The figures as one sentence: what is wrong first. */
export function summaryLine(summary: Summary): string {
  const { differences, mistakes, cells, parties, findings, suppressed, gaps } = summary;
  const bySeverity = SEVERITIES.filter((severity) => findings[severity] > 0).map((it) => `${findings[it]} ${it}`);
  const findingCount = SEVERITIES.reduce((sum, severity) => sum + findings[severity], 0);
  return [
    differences === undefined
      ? ""
      : counted(differences, "difference from what is expected", "differences from what is expected"),
    counted(mistakes, "denial that looks like a mistake", "denials that look like mistakes"),
    counted(cells.unknown, "unknown answer"),
    parties.unknown === 0 ? "" : `${counted(parties.unknown, "unknown answer")} about everybody else`,
    counted(findingCount, "finding") + (bySeverity.length === 0 ? "" : ` (${bySeverity.join(", ")})`),
    suppressed === 0 ? "" : `${suppressed} suppressed`,
    gaps === 0 ? "" : counted(gaps, "gap in the inputs", "gaps in the inputs"),
  ]
    .filter((part) => part !== "")
    .join("; ");
}
