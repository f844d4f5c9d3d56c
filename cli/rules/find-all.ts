import { matchesWildcard } from "../../shared/internal";
import type { RuleSetting, RulesConfig } from "./rules-config";
import type { Hit, Rule, RuleFinding, RuleInput } from "./finding";
import { SEVERITIES } from "./finding";
import { RULES } from "./rules";

/**
 * What all rules find: the worst first, then by subject. Findings that the configuration switches off are among them,
 * with the reason.
 */
export function findAll(input: RuleInput, { rules }: RulesConfig): readonly RuleFinding[] {
  return RULES.flatMap((rule) => rule.find(input).map((hit) => findingOf(rule, hit, rules[rule.id] ?? []))).sort(
    (a, b) => rank(a) - rank(b) || compare(a.subject, b.subject) || compare(a.rule, b.rule) || place(a) - place(b),
  );
}

function findingOf(rule: Rule, hit: Hit, settings: readonly RuleSetting[]): RuleFinding {
  const { id, title, severity, see, elsewhere } = rule;
  const meant = settings.filter(
    ({ only }) => only?.some((glob) => matchesWildcard(glob, hit.subject, { ignoreCase: true })) ?? true,
  );
  const off = meant.find((setting) => setting.off === true);
  return {
    ...hit,
    rule: id,
    title,
    severity: meant.findLast((setting) => setting.severity !== undefined)?.severity ?? severity,
    see,
    elsewhere,
    ...(off === undefined ? {} : { suppressed: off.reason ?? "" }),
  };
}

function rank({ severity }: RuleFinding): number {
  return SEVERITIES.indexOf(severity);
}

function place({ statement }: RuleFinding): number {
  return statement?.index ?? -1;
}

/** By code units: the same order on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
