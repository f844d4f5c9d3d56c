import { compareText, deepFreeze } from "../base/canonical";
import { checkRegistryScanning, SCAN_FREQUENCIES } from "./check-registry-scanning";
import { requireConfig } from "../findings/check-values";
import { FindingList } from "../findings/findings";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

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
