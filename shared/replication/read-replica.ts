import { checkKeySettings } from "../key/settings";
import { checkRegistryStatements } from "../policies/registry-policy";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkBoolean, checkKeysKnown, requireConfig } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkKnownBoolean, checkShape, READ_APART } from "../findings/shape";
import { destinationTopologyOf, findDestination } from "./destination-topology";
import type { KeySettings } from "../key/settings";
import type { ResolvedDestination } from "./read-destinations";
import type { ResolvedReplication } from "./read-replication";
import { readReplication } from "./read-replication";
import { readTopology } from "../topology/read-topology";
import type { RegistryPolicyStatement } from "../policies/registry-policy";
import type { ReplicationConfig } from "./replication";
import type { RepositorySettings } from "../repository/settings";
import { checkRepositorySettings, REPOSITORY_SETTINGS } from "../repository/settings";
import { TEMPLATE_SETTINGS } from "../creation-template/check";
import type { ResolvedTopology } from "../topology/resolved-topology";
import type { RegistryTopology } from "../topology/topology";

/** What `ReplicaRegistry` is given, as plain data. */
export interface ReplicaRegistryConfig {
  /** What is replicated, and to where: the same that `ReplicatedRegistry` is given. */
  readonly replication: ReplicationConfig;
  /** The Region of this destination. */
  readonly region: string;
  /** The account of this destination. @default - the registry account of the topology */
  readonly accountId?: string;
  /** Settings of the key that is made. @default - the defaults of `KeySettings` */
  readonly key?: KeySettings;
  /**
   * Settings of every repository; of a template all that templates have.
   * @default - the defaults of `RepositorySettings`
   */
  readonly repository?: RepositorySettings;
  /**
   * Whether Terraform and Pulumi refuse to delete key and repositories. Pulumi (`protect`) also refuses for what has
   * left the program, Terraform (`prevent_destroy`) does not: a repository that is taken out of the topology is planned
   * to be destroyed, and ECR refuses only while it has images and no `forceDelete`.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * Further statements of the registry policy. An account has one registry policy in each Region, and setting it
   * replaces what stood there: what other sources and services need has to stand here too. @default - none
   */
  readonly furtherStatements?: readonly RegistryPolicyStatement[];
  /**
   * Whether the registry policy is set. `false` where it is kept elsewhere: `replicationStatement` is what has to stand
   * in it.
   * @default true
   */
  readonly manageRegistryPolicy?: boolean;
  /**
   * Whether a creation template encrypts what is replicated within one account in addition to the repositories that
   * were made. `false` where the registry has a template of the same prefix already. It goes with `"pre-created"` only.
   * @default true
   */
  readonly manageTemplates?: boolean;
}

/** What `ReplicaRegistry` is given: its place is looked for among the destinations. */
export const REPLICA_REGISTRY = {
  replication: { required: true, check: READ_APART },
  region: { required: true, check: READ_APART },
  accountId: { check: READ_APART, otherwise: "the registry account of the topology" },
  key: { check: checkKeySettings, otherwise: "the defaults of `KeySettings`" },
  repository: { check: checkRepository, otherwise: "the defaults of `RepositorySettings`" },
  deletionProtection: { check: checkBoolean, default: true },
  furtherStatements: { check: checkRegistryStatements, otherwise: "none" },
  manageRegistryPolicy: { check: checkKnownBoolean, default: true },
  manageTemplates: { check: checkKnownBoolean, default: true },
} as const satisfies Shape<ReplicaRegistryConfig>;

function checkRepository(
  value: unknown,
  path: string,
  context: CheckContext,
  { region, deletionProtection }: Readonly<Record<string, unknown>>,
): void {
  checkRepositorySettings(value, path, { region, deletionProtection }, context);
}

/** A replica registry that has been read. */
export interface ReadReplica {
  readonly replication: ResolvedReplication;
  readonly destination: ResolvedDestination;
  /** The registry of the destination, as data and read. */
  readonly topology: RegistryTopology;
  readonly registry: ResolvedTopology;
}

/**
 * Reads what a replica was given; `undefined` when something could not be read. Everything that is wrong becomes a
 * finding.
 */
export function readReplica(config: ReplicaRegistryConfig, context: CheckContext): ReadReplica | undefined {
  requireConfig(config, "ReplicaRegistry");
  checkShape(config, REPLICA_REGISTRY, "", context);
  if (config.manageRegistryPolicy === false && config.furtherStatements !== undefined) {
    const message = "statements are given for a registry policy that is not managed here";
    context.findings.add("CONFLICTING_OPTIONS", "furtherStatements", message);
  }
  const replication = readReplication(config.replication, "replication", context);
  if (isRecord(config.replication) && isRecord(config.replication.topology)) {
    const { repositories } = config.replication.topology;
    checkKeysKnown(repositories, "replication.topology.repositories", "a repository", context);
  }
  const destination = replication && findDestination(replication, config, "", context);
  if (!destination) return undefined;
  checkTogether(config, destination, context);
  const topology = destinationTopologyOf(config.replication.topology, replication, destination);
  const registry = readTopology(topology, "replication.topology", context);
  return registry && { replication, destination, topology, registry };
}

function checkTogether(
  { key, repository, manageTemplates }: ReplicaRegistryConfig,
  { keyArn, repositories }: ResolvedDestination,
  { findings }: CheckContext,
): void {
  if (keyArn !== undefined && key !== undefined)
    findings.add(
      "CONFLICTING_OPTIONS",
      "key",
      "settings of a new key are given together with the keyArn of an existing one",
    );
  if (repositories !== "template") return;
  if (manageTemplates === false)
    findings.add(
      "CONFLICTING_OPTIONS",
      "manageTemplates",
      'repositories: "template" has no other way to encrypt a replica',
      {
        hint: 'leave it out, or choose repositories: "pre-created"',
      },
    );
  if (!isRecord(repository)) return;
  const withoutTemplate = Object.keys(REPOSITORY_SETTINGS).filter((name) => !Object.hasOwn(TEMPLATE_SETTINGS, name));
  for (const setting of withoutTemplate.filter((name) => repository[name] !== undefined))
    findings.add("CONFLICTING_OPTIONS", `repository.${setting}`, `a creation template has no ${setting}`, {
      hint: 'leave it out, or choose repositories: "pre-created"',
    });
}
