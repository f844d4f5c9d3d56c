import type { CheckContext } from "../findings/check-values";
import { isRecord } from "../base/record";
import { checkChoice, checkProperties } from "../findings/check-values";
import { checkWildcardFilter } from "../aws/check-wildcard-filter";
import { shown } from "../findings/findings";

/**
 * The frequencies of each scan type, the one that is taken by default first.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegistryScanningRule.html
 */
export const SCAN_FREQUENCIES = Object.freeze({
  BASIC: ["SCAN_ON_PUSH"],
  ENHANCED: ["CONTINUOUS_SCAN", "SCAN_ON_PUSH"],
} as const);

const MOST_FILTERS = 100;

/** Adds a finding for everything that is wrong with the scanning of a registry. */
export function checkRegistryScanning(config: object, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  const { scanType, rules } = config as Readonly<Record<string, unknown>>;
  checkProperties(config, ["scanType", "rules"], "", context);
  if (isUnresolved(scanType)) findings.add("UNRESOLVED_STRUCTURE", "scanType", "is known only later");
  else checkChoice(scanType ?? null, Object.keys(SCAN_FREQUENCIES), "scanType", context);
  if (rules === undefined) return;
  if (isUnresolved(rules)) {
    findings.add("UNRESOLVED_STRUCTURE", "rules", "how many rules there are is known only later");
    return;
  }
  if (!Array.isArray(rules)) {
    findings.add("INVALID_TYPE", "rules", `must be a list of rules, got ${shown(rules)}`);
    return;
  }
  const frequencies: readonly string[] = scanType === "BASIC" ? SCAN_FREQUENCIES.BASIC : SCAN_FREQUENCIES.ENHANCED;
  const seen = new Set<unknown>();
  for (const [index, rule] of rules.entries()) {
    const path = `rules[${index}]`;
    if (!isRecord(rule)) {
      findings.add("INVALID_TYPE", path, `must be a rule, got ${shown(rule)}`);
      continue;
    }
    const { scanFrequency, repositoryFilters } = rule;
    const at = `${path}.scanFrequency`;
    checkProperties(rule, ["scanFrequency", "repositoryFilters"], path, context);
    if (isUnresolved(scanFrequency)) findings.add("UNRESOLVED_STRUCTURE", at, "is known only later");
    else if (!frequencies.includes(scanFrequency as string))
      findings.add(
        "INVALID_SCANNING_RULE",
        at,
        `${shown(scanFrequency)} does not go with scanType ${shown(scanType)}`,
        {
          hint: `use ${frequencies.map(shown).join(" or ")}`,
        },
      );
    else if (seen.has(scanFrequency))
      findings.add("INVALID_SCANNING_RULE", at, `${shown(scanFrequency)} has a rule already`);
    seen.add(scanFrequency);
    checkFilters(repositoryFilters, `${path}.repositoryFilters`, context);
  }
}

function checkFilters(filters: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(filters)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "how many filters there are is known only later");
    return;
  }
  if (!Array.isArray(filters)) {
    findings.add("INVALID_TYPE", path, `must be a list of filters, got ${shown(filters)}`);
    return;
  }
  if (filters.length === 0 || filters.length > MOST_FILTERS) {
    findings.add("INVALID_SCANNING_RULE", path, `has ${filters.length} filters, AWS accepts 1 to ${MOST_FILTERS}`, {
      hint: 'use * to say more with fewer filters: { filter: "*" } means every repository',
    });
    return;
  }
  for (const [index, value] of filters.entries())
    checkWildcardFilter(value, `${path}[${index}]`, checkPattern, context);
}

/** The pattern of AWS, written so that it takes no longer than its text. */
const REPOSITORY_FILTER = /^[a-z0-9*]+(?:[._\-/][a-z0-9*]+)*$/;

function checkPattern(filter: string, path: string, { findings }: CheckContext): void {
  if (filter.length <= 255 && REPOSITORY_FILTER.test(filter)) return;
  findings.add("INVALID_SCANNING_RULE", path, `${shown(filter)} is no filter of repository names`, {
    hint: "write it like the name of a repository, up to 255 characters, with * for any characters",
  });
}
