import type { CheckContext } from "../findings/checks";
import { checkKeyOfTopology } from "../key/check-key-of-topology";
import { checkKeySettings, resolveKeySettings } from "../key/settings";
import { checkSafeguards } from "../key/safeguards";
import { isRecord } from "../base/record";
import { belowTopology, checkBoolean, checkKeysKnown, requireConfig, joinPath } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkGiven, checkNames, READ_APART } from "../findings/shape";
import type { RepositoryPolicy } from "../policies/document";
import { FindingList, shown } from "../findings/findings";
import { hubDocumentsOf } from "../access/hub-documents";
import type { KeySettings } from "../key/settings";
import type { PlannedKey } from "../key/plan-key";
import { readTopology } from "../topology/read-topology";
import type { RepositorySettings, ResolvedRepositorySettings } from "../repository/settings";
import { checkRepositorySettings, resolveRepositorySettings } from "../repository/settings";
import type { ResolvedTopology } from "../topology/resolved-topology";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

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
  /**
   * Whether Terraform and Pulumi refuse to delete key and repositories. Pulumi (`protect`) also refuses for what has
   * left the program, Terraform (`prevent_destroy`) does not: a repository that is taken out of the topology is planned
   * to be destroyed, and ECR refuses only while it has images and no `forceDelete`.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** What `RegistryHub` is given. */
export const REGISTRY_HUB = {
  topology: { required: true, check: READ_APART },
  key: { check: checkKeySettings, otherwise: "the defaults of `KeySettings`" },
  repository: { check: checkRepository, otherwise: "the defaults of `RepositorySettings`" },
  deletionProtection: { check: checkBoolean, default: true },
  keyArn: { check: checkKeyOfTopology, otherwise: "the hub makes one" },
} as const satisfies Shape<RegistryHubConfig>;

/** A repository to make. */
export interface RepositoryToMake {
  /** The name of the repository. */
  readonly name: string;
  /** Its settings, with every default filled in. */
  readonly settings: ResolvedRepositorySettings;
  /** Absent when the topology names nobody. */
  readonly policy?: RepositoryPolicy;
}

/** What `RegistryHub` makes. */
export interface HubPlan {
  /** The key to make; absent when one was given. */
  readonly key?: PlannedKey;
  /** The repositories, in the order of their names. */
  readonly repositories: readonly RepositoryToMake[];
}

/**
 * What `RegistryHub` makes.
 *
 * @throws PolicyError with every finding, KEY_ARN_REQUIRED among them when the key is to be in another account
 * @example
 * ```ts
 * planHub({ keyArn, topology: {
 *   region: "us-east-1", registryAccountId: "123456789012", repositories: { app: { pull: ["222222222222"] } },
 * } });
 * // { repositories: [{ name: "app",
 * //     settings: { imageTagMutability: "IMMUTABLE", scanOnPush: true, forceDelete: false, encryptionType: "KMS" },
 * //     policy: { "Version": "2012-10-17", "Statement": [{ "Sid": "AllowPullAccounts", … }] } }] }
 * ```
 */
export function planHub(config: RegistryHubConfig, isUnresolved: IsUnresolved = allResolved): HubPlan {
  const findings = new FindingList();
  const topology = readHub(config, findings, isUnresolved);
  if (isRecord(config.topology))
    checkKeysKnown(config.topology.repositories, "topology.repositories", "a repository", { findings, isUnresolved });
  const plan = hubOf(config, findings.orThrow("RegistryHub", topology), findings);
  findings.throwIfAny("RegistryHub");
  return plan;
}

/** The hub of a configuration that has been read; what is too large for AWS becomes a finding. */
export function hubOf(config: RegistryHubConfig, topology: ResolvedTopology, findings: FindingList): HubPlan {
  const settings = resolveRepositorySettings(config.repository);
  const { key, repositories } = hubDocumentsOf(topology, belowTopology, findings);
  const at = (property: string): string => joinPath("key", property);
  const made = { topology, documents: key, safeguardAt: at, topologyAt: belowTopology };
  if (config.keyArn === undefined) checkSafeguards(config.key ?? {}, made, findings);
  return {
    ...(config.keyArn === undefined ? { key: { ...key, settings: resolveKeySettings(config.key) } } : {}),
    repositories: repositories.map(({ name, policy }) => ({ name, settings, ...(policy ? { policy } : {}) })),
  };
}

/**
 * Reads what a hub was given and adds a finding for everything that is wrong with it.
 *
 * @returns Its topology, or `undefined` when there was a finding about the topology.
 */
export function readHub(
  config: RegistryHubConfig,
  findings: FindingList,
  isUnresolved: IsUnresolved,
): ResolvedTopology | undefined {
  const context = { findings, isUnresolved };
  requireConfig(config, "RegistryHub");
  checkNames(config, REGISTRY_HUB, "", context);
  const read = readTopology(config.topology, "topology", context);
  checkGiven(config, REGISTRY_HUB, "", context);
  if (isRecord(config.topology)) checkWhoseKey(config, context);
  return read;
}

function checkRepository(
  value: unknown,
  path: string,
  context: CheckContext,
  { topology, deletionProtection }: Readonly<Record<string, unknown>>,
): void {
  const region = isRecord(topology) ? topology["region"] : undefined;
  checkRepositorySettings(value, path, { region, deletionProtection }, context);
}

/** A key that is made is made here: in the registry account. */
function checkWhoseKey({ topology, keyArn, key }: RegistryHubConfig, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  const { registryAccountId, keyAccountId = registryAccountId } = topology;
  if (keyArn !== undefined) {
    if (key === undefined) return;
    const message = "settings of a new key are given together with the keyArn of an existing one";
    findings.add("CONFLICTING_OPTIONS", "key", message);
  } else if (!isUnresolved(keyAccountId) && !isUnresolved(registryAccountId) && keyAccountId !== registryAccountId) {
    const message = `the key belongs to account ${shown(keyAccountId)}, the registry to ${shown(registryAccountId)}`;
    findings.add("KEY_ARN_REQUIRED", "keyArn", message);
  }
}
