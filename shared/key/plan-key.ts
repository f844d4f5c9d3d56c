import { checkKey } from "./check-settings";
import { KEY_SETTINGS, resolveKeySettings } from "./settings";
import type { Shape } from "../findings/shape";
import { READ_APART } from "../findings/shape";
import { checkSafeguards } from "./safeguards";
import { belowTopology, checkBoolean, requireConfig } from "../findings/checks";
import { checkGrantedRepositories } from "./plan-grants";
import { FindingList } from "../findings/findings";
import type { KeySettings, ResolvedKeySettings } from "./settings";
import type { KeyDocuments } from "../access/key-documents";
import { keyDocumentsOf } from "../access/key-documents";
import { readTopology } from "../topology/read-topology";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What `RepositoryKey` is given, as plain data. */
export interface RepositoryKeyConfig extends KeySettings {
  /** The registry whose repositories the key encrypts. */
  readonly topology: RegistryTopology;
  /**
   * Whether Terraform and Pulumi refuse to delete the key. Pulumi (`protect`) also refuses for what has left the
   * program, Terraform (`prevent_destroy`) does not: a key whose component is removed is planned to be deleted, after
   * `deletionWindowInDays`.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** What `RepositoryKey` is given. */
export const REPOSITORY_KEY = {
  topology: { required: true, check: READ_APART },
  ...KEY_SETTINGS,
  deletionProtection: { check: checkBoolean, default: true },
} as const satisfies Shape<RepositoryKeyConfig>;

/** A key to make. */
export interface PlannedKey extends KeyDocuments {
  /** The settings of the key, with every default filled in. */
  readonly settings: ResolvedKeySettings;
}

/**
 * What `RepositoryKey` makes.
 *
 * @throws PolicyError with every finding about the topology and the settings
 * @example
 * ```ts
 * planKey({ topology, rotationPeriodInDays: 180 });
 * // { aliasName: "alias/ecr/registry", policy: { "Version": "2012-10-17", "Statement": […] }, grants: [],
 * //   settings: { …, enableKeyRotation: true, rotationPeriodInDays: 180, deletionWindowInDays: 30,
 * //     multiRegion: false } }
 * ```
 */
export function planKey(config: RepositoryKeyConfig, isUnresolved: IsUnresolved = allResolved): PlannedKey {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  requireConfig(config, "RepositoryKey");
  const { topology, deletionProtection, ...settings } = config;
  const resolved = readTopology(topology, "topology", context);
  checkGrantedRepositories(topology, context);
  checkKey(config, REPOSITORY_KEY, "", context);
  const read = findings.orThrow("RepositoryKey", resolved);
  const documents = keyDocumentsOf(read, belowTopology, findings);
  const at = (property: string): string => property;
  checkSafeguards(settings, { topology: read, documents, safeguardAt: at, topologyAt: belowTopology }, findings);
  findings.throwIfAny("RepositoryKey");
  return { ...documents, settings: resolveKeySettings(settings) };
}
