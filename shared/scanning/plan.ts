import { compareText, deepFreeze } from "../base/canonical";
import { checkChoice, requireConfig } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkShape, knownNow, READ_APART } from "../findings/shape";
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
 * // { scanType: "BASIC", rules: [{ scanFrequency: "SCAN_ON_PUSH",
 * //     repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }] }] }
 * ```
 */
export function planScanning(
  config: RegistryScanningConfig,
  isUnresolved: IsUnresolved = allResolved,
): RegistryScanningPlan {
  const findings = new FindingList();
  requireConfig(config, "RegistryScanning");
  checkShape(config, REGISTRY_SCANNING, "", { findings, isUnresolved });
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
const SCAN_FREQUENCIES = Object.freeze({
  BASIC: ["SCAN_ON_PUSH"],
  ENHANCED: ["CONTINUOUS_SCAN", "SCAN_ON_PUSH"],
} as const);

const MOST_FILTERS = 100;

/** What `RegistryScanning` is given. */
export const REGISTRY_SCANNING = {
  scanType: { required: true, check: knownNow(checkScanType, "is known only at deployment") },
  rules: {
    check: knownNow(checkRules, "how many rules there are is known only at deployment"),
    otherwise: "every repository: on push with BASIC, continuously with ENHANCED",
  },
} as const satisfies Shape<RegistryScanningConfig>;

/** What a rule has. */
export const SCANNING_RULE = {
  scanFrequency: { required: true, check: READ_APART },
  repositoryFilters: {
    required: true,
    check: knownNow(checkFilters, "how many filters there are is known only at deployment"),
  },
} as const satisfies Shape<RegistryScanningRule>;

function checkScanType(value: unknown, path: string, context: CheckContext): void {
  // A missing value is not one of the choices either.
  checkChoice(value ?? null, Object.keys(SCAN_FREQUENCIES), path, context);
}

function checkRules(
  rules: unknown,
  path: string,
  context: CheckContext,
  { scanType }: Readonly<Record<string, unknown>>,
): void {
  if (!Array.isArray(rules)) {
    context.findings.add("INVALID_TYPE", path, `must be a list of rules, got ${shown(rules)}`);
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, rule] of rules.entries()) {
    if (!isRecord(rule)) {
      context.findings.add("INVALID_TYPE", `${path}[${index}]`, `must be a rule, got ${shown(rule)}`);
      continue;
    }
    checkFrequency(rule["scanFrequency"], `${path}[${index}].scanFrequency`, { scanType, seen }, context);
    checkShape(rule, SCANNING_RULE, `${path}[${index}]`, context);
    seen.add(rule["scanFrequency"]);
  }
}

/** Checks that a frequency goes with the type of scanning, and that no rule before has it. */
function checkFrequency(
  frequency: unknown,
  path: string,
  { scanType, seen }: { readonly scanType: unknown; readonly seen: ReadonlySet<unknown> },
  { findings, isUnresolved }: CheckContext,
): void {
  const frequencies: readonly string[] = scanType === "BASIC" ? SCAN_FREQUENCIES.BASIC : SCAN_FREQUENCIES.ENHANCED;
  if (isUnresolved(frequency)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "is known only at deployment");
  } else if (!frequencies.includes(frequency as string)) {
    const message = `${shown(frequency)} cannot be combined with scanType ${shown(scanType)}`;
    findings.add("INVALID_SCANNING_RULE", path, message, { hint: `use ${frequencies.map(shown).join(" or ")}` });
  } else if (seen.has(frequency)) {
    findings.add("INVALID_SCANNING_RULE", path, `${shown(frequency)} already has a rule`);
  }
}

function checkFilters(filters: unknown, path: string, context: CheckContext): void {
  const { findings } = context;
  if (!Array.isArray(filters)) {
    findings.add("INVALID_TYPE", path, `must be a list of filters, got ${shown(filters)}`);
    return;
  }
  if (filters.length === 0 || filters.length > MOST_FILTERS) {
    findings.add("INVALID_SCANNING_RULE", path, `has ${filters.length} filters; AWS allows 1 to ${MOST_FILTERS}`, {
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
  findings.add("INVALID_SCANNING_RULE", path, `${shown(filter)} is not a valid filter for repository names`, {
    hint: "write it like the name of a repository, up to 255 characters, with * for any characters",
  });
}
