import { checkBoolean, joinPath } from "./check-values";
import { checkTopology } from "./check-topology";
import type { KeyPolicy } from "./document";
import { checkSizes, documentSize } from "./document-size";
import { FindingList } from "./findings";
import { keyPolicyOf } from "./key-policy";
import type { KeySettings, ResolvedKeySettings } from "./key-settings";
import { checkKeySettings, resolveKeySettings } from "./key-settings";
import type { ResolvedTopology } from "./resolved-topology";
import { resolveTopology } from "./resolved-topology";
import type { RegistryTopology } from "./topology";
import type { IsUnresolved } from "./unresolved";
import { allResolved } from "./unresolved";

/** What `RepositoryKey` is given, as plain data. */
export interface RepositoryKeyConfig extends KeySettings {
  /** The registry whose repositories the key encrypts. */
  readonly topology: RegistryTopology;
  /** Whether Terraform and Pulumi refuse to delete the key. @default true */
  readonly deletionProtection?: boolean;
}

/** A key to make. */
export interface PlannedKey {
  readonly aliasName: string;
  readonly policy: KeyPolicy;
  readonly settings: ResolvedKeySettings;
}

/**
 * What `RepositoryKey` makes.
 *
 * @throws PolicyError with every finding about the topology and the settings
 */
export function planKey(config: RepositoryKeyConfig, isUnresolved: IsUnresolved = allResolved): PlannedKey {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  const { topology, deletionProtection, ...settings } = config;
  checkTopology(topology, "topology", context);
  checkKeySettings(settings, "", context);
  checkBoolean(deletionProtection, joinPath("", "deletionProtection"), context);
  findings.throwIfAny("RepositoryKey");
  const key = keyOf(resolveTopology(topology, isUnresolved), settings);
  checkSizes([documentSize("key policy", "key-policy", key.policy)], findings);
  findings.throwIfAny("RepositoryKey");
  return key;
}

/** The key of a topology and settings that have been checked. */
export function keyOf(topology: ResolvedTopology, settings: KeySettings | undefined): PlannedKey {
  return { aliasName: topology.keyAlias, policy: keyPolicyOf(topology), settings: resolveKeySettings(settings) };
}
