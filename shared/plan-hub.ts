import { checkBoolean, checkKeyArn, checkProperties, isRecord } from "./check-values";
import { checkTopology } from "./check-topology";
import type { RepositoryPolicy } from "./document";
import { checkSizes } from "./document-size";
import { FindingList } from "./findings";
import type { KeySettings } from "./key-settings";
import { checkKeySettings } from "./key-settings";
import type { PlannedKey } from "./plan-key";
import { keyOf } from "./plan-key";
import { planOf } from "./plan-registry";
import type { RegistryPlan } from "./plan-registry";
import type { RepositorySettings, ResolvedRepositorySettings } from "./repository-settings";
import { checkRepositorySettings, resolveRepositorySettings } from "./repository-settings";
import { resolveTopology } from "./resolved-topology";
import type { RegistryTopology } from "./topology";
import type { IsUnresolved } from "./unresolved";
import { allResolved } from "./unresolved";

/** What `RegistryHub` is given, as plain data. */
export interface RegistryHubConfig {
  /** The registry. */
  readonly topology: RegistryTopology;
  /** The ARN of an existing key. @default - the hub makes one */
  readonly keyArn?: string;
  /** Settings of the key that the hub makes. @default - the defaults of `KeySettings` */
  readonly key?: KeySettings;
  /** Settings of every repository. @default - the defaults of `RepositorySettings` */
  readonly repository?: RepositorySettings;
  /** Whether Terraform and Pulumi refuse to delete key and repositories. @default true */
  readonly deletionProtection?: boolean;
}

/** A repository to make. */
export interface RepositoryToMake {
  readonly name: string;
  readonly settings: ResolvedRepositorySettings;
  /** Absent when the topology names nobody. */
  readonly policy?: RepositoryPolicy;
}

/** What `RegistryHub` makes. */
export interface HubPlan {
  /** The key to make; absent when one was given. */
  readonly key?: PlannedKey;
  readonly repositories: readonly RepositoryToMake[];
  /** The documents of the whole registry; the IAM policies name the key that was given, or its alias. */
  readonly registry: RegistryPlan;
}

/**
 * What `RegistryHub` makes.
 *
 * @throws PolicyError with every finding, KEY_ARN_REQUIRED among them when the key is to be in another account
 */
export function planHub(config: RegistryHubConfig, isUnresolved: IsUnresolved = allResolved): HubPlan {
  const findings = new FindingList();
  checkHub(config, findings, isUnresolved);
  findings.throwIfAny("RegistryHub");
  return hubOf(config, "RegistryHub", isUnresolved);
}

/**
 * The hub of a configuration that has been checked.
 *
 * @throws PolicyError with DOCUMENT_TOO_LARGE, in the name of `subject`
 */
export function hubOf(config: RegistryHubConfig, subject: string, isUnresolved: IsUnresolved): HubPlan {
  const findings = new FindingList();
  const topology = resolveTopology(config.topology, isUnresolved);
  const settings = resolveRepositorySettings(config.repository);
  const registry = planOf(topology, config.keyArn);
  checkSizes(registry.sizes, findings);
  findings.throwIfAny(subject);
  return {
    ...(config.keyArn === undefined ? { key: keyOf(topology, config.key) } : {}),
    repositories: Object.values(registry.repositories).map(({ name, policy }) => ({
      name,
      settings,
      ...(policy ? { policy } : {}),
    })),
    registry,
  };
}

/** Adds a finding for everything that is wrong with what a hub was given. */
export function checkHub(config: RegistryHubConfig, findings: FindingList, isUnresolved: IsUnresolved): void {
  const context = { findings, isUnresolved };
  const { topology, keyArn, key, repository, deletionProtection } = config;
  checkProperties(config, ["topology", "keyArn", "key", "repository", "deletionProtection"], "", context);
  checkTopology(topology, "topology", context);
  if (!isRecord(topology)) return;
  checkKeySettings(key, "key", context);
  checkRepositorySettings(repository, "repository", { region: topology.region, deletionProtection }, context);
  checkBoolean(deletionProtection, "deletionProtection", context);
  const keyAccountId = topology.keyAccountId ?? topology.registryAccountId;
  if (keyArn !== undefined) {
    checkKeyArn(keyArn, "keyArn", { region: topology.region, keyAccountId }, context);
    if (key !== undefined)
      findings.add(
        "CONFLICTING_OPTIONS",
        "key",
        "settings of a new key are given together with the keyArn of an existing one",
      );
  } else if (
    !isUnresolved(keyAccountId) &&
    !isUnresolved(topology.registryAccountId) &&
    keyAccountId !== topology.registryAccountId
  ) {
    findings.add(
      "KEY_ARN_REQUIRED",
      "keyArn",
      `the key belongs to account ${keyAccountId}, the registry to ${topology.registryAccountId}`,
    );
  }
}
