import type { RuleFinding } from "../../rules/finding";
import type { FindingGroup } from "../finding-groups";
import { groupedFindings } from "../finding-groups";
import { listNames } from "../../toolkit/list-words";
import { activeFindings, suppressedFindings } from "../summary";
import { sameCheckElsewhere } from "../table/findings-section";
import { code, details, jsonBlock, link, text } from "../../toolkit/syntax";

const MOST = { subjects: 4, sources: 10 };

/** The findings, worst first, each unfolding to its hint; then those that are switched off. */
export function findingSections(findings: readonly RuleFinding[]): readonly string[] {
  const active = groupedFindings(activeFindings(findings));
  const suppressed = groupedFindings(suppressedFindings(findings));
  return [
    ...(active.length === 0 ? [] : ["\n### Findings\n"]),
    ...active.map(findingDetails),
    ...(suppressed.length === 0 ? [] : [details("Suppressed", suppressed.map(suppressedItem).join(""))]),
  ];
}

function findingDetails({ finding, subjects, sources }: FindingGroup): string {
  const { severity, message, hint, rule, see, replacement, elsewhere } = finding;
  const same = sameCheckElsewhere(elsewhere);
  const places = sources.slice(0, MOST.sources).map(({ input, address }) => `- ${code(`${input}: ${address}`)}\n`);
  const left = sources.length - places.length;
  const body = [
    `**${text(hint)}**\n\n`,
    replacement === undefined ? "" : `${jsonBlock(replacement)}\n`,
    ...places,
    left > 0 ? `- and ${left} more\n` : "",
    `\n${link(rule, see)}${same === "" ? "" : ` (${text(same)})`}\n`,
  ].join("");
  return details(`<b>${severity}</b> ${text(listNames(subjects, MOST.subjects))}: ${text(message)}`, body);
}

function suppressedItem({ finding: { rule, suppressed = "" }, subjects }: FindingGroup): string {
  return `- ${code(rule)} ${text(listNames(subjects, MOST.subjects))}: ${text(suppressed)}\n`;
}
