import type { Source } from "../model/access-model";
import type { RuleFinding } from "../rules/finding";
import { statementName } from "./table/call-lines";

/**
 * Findings that differ in what they are about alone: a thousand repositories without a lifecycle policy are one entry.
 */
export interface FindingGroup {
  /** The first of them, for all that they have in common. */
  readonly finding: RuleFinding;
  readonly subjects: readonly string[];
  /** Where they stand, each place once. */
  readonly sources: readonly Source[];
}

/** Puts findings together that say the same about different things, in the order of their first ones. */
export function groupedFindings(findings: readonly RuleFinding[]): readonly FindingGroup[] {
  const groups = new Map<string, RuleFinding[]>();
  for (const finding of findings) {
    const { rule, severity, message, hint, replacement, suppressed } = finding;
    const isReportedAbove = rule === MISTAKES;
    const key = JSON.stringify([rule, severity, isReportedAbove ? "" : message, hint, replacement, suppressed]);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()].flatMap((group) => {
    const [finding] = group;
    if (finding === undefined) return [];
    const sources = group.flatMap(({ source }) => (source === undefined ? [] : [source]));
    const places = new Map(sources.map((source) => [`${source.input}: ${source.address}`, source]));
    const subjects = [...new Set(group.map(subjectOf))];
    return [{ finding: together(finding, group.length), subjects, sources: [...places.values()] }];
  });
}

/** The rule whose findings every format for people reports in a section of their own, with the reasons. */
const MISTAKES = "one-sided-access";

function together(finding: RuleFinding, count: number): RuleFinding {
  if (finding.rule !== MISTAKES || count === 1) return finding;
  const message = `${count} times access is missing although a document already allows some of it: see the denials that look like mistakes.`;
  return { ...finding, message };
}

function subjectOf({ subject, statement }: RuleFinding): string {
  return statement === undefined ? subject : `${subject}, ${statementName(statement)}`;
}
