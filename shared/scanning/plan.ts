import { compareText, deepFreeze } from "../base/canonical";
import { requireConfig, checkChoice, checkProperties } from "../findings/checks";
import { FindingList, shown } from "../findings/findings";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkWildcardFilter } from "../aws/wildcard-filter";

/** Which repositories a scanning rule is about. */
export interface ScanningRepositoryFilter {
  /** A name, in which `*` stands for any characters. Without a `*` it means every repository whose name contains it. */
  readonly filter: string;
  /** The only type that there is. @default "WILDCARD" */
  readonly filterType?: "WILDCARD";
}

/** When the images of some repositories are scanned. */
export interface RegistryScanningRule {
  /** `"CONTINUOUS_SCAN"` needs ENHANCED scanning, and wins where both rules name a repository. */
  readonly scanFrequency: "SCAN_ON_PUSH" | "CONTINUOUS_SCAN";
  /** 1 to 100 filters. */
  readonly repositoryFilters: readonly ScanningRepositoryFilter[];
}

/** What `RegistryScanning` is given, as plain data. */
export interface RegistryScanningConfig {
  /** `"BASIC"` is part of ECR; `"ENHANCED"` is Amazon Inspector, which is billed. */
  readonly scanType: "BASIC" | "ENHANCED";
  /**
   * One rule for each frequency. A repository that no rule names is scanned by hand (BASIC), or not at all (ENHANCED).
   * @default - every repository: on push with BASIC, continuously with ENHANCED
   */
  readonly rules?: readonly RegistryScanningRule[];
}

/** What `RegistryScanning` makes. */
export interface RegistryScanningPlan {
  /** BASIC or ENHANCED, as given. */
  readonly scanType: "BASIC" | "ENHANCED";
  /** The rules, one for each frequency. */
  readonly rules: readonly {
    /** When the images are scanned. */
    readonly scanFrequency: RegistryScanningRule["scanFrequency"];
    /** Which repositories are meant, with every default filled in. */
    readonly repositoryFilters: readonly Required<ScanningRepositoryFilter>[];
  }[];
}

/**
 * What `RegistryScanning` makes: the scanning of a registry in one Region.
 *
 * @throws PolicyError with every finding, INVALID_SCANNING_RULE among them
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html
 * @example
 * ```ts
 * planScanning({ scanType: "BASIC" });
 * // { scanType: "BASIC", rules: [{ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }] }
 * ```
 */
export function planScanning(
  config: RegistryScanningConfig,
  isUnresolved: IsUnresolved = allResolved,
): RegistryScanningPlan {
  const findings = new FindingList();
  requireConfig(config, "RegistryScanning");
  checkRegistryScanning(config, { findings, isUnresolved });
  findings.throwIfAny("RegistryScanning");
  const { scanType, rules = [{ scanFrequency: SCAN_FREQUENCIES[scanType][0], repositoryFilters: [{ filter: "*" }] }] } =
    config;
  const planned = rules.map(({ scanFrequency, repositoryFilters }) => ({
    scanFrequency,
    repositoryFilters: [...new Set(repositoryFilters.map(({ filter }) => filter))]
      .sort(compareText)
      .map((filter) => ({ filter, filterType: "WILDCARD" as const })),
  }));
  return deepFreeze({ scanType, rules: planned.sort((a, b) => compareText(a.scanFrequency, b.scanFrequency)) });
}

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
