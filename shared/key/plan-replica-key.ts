import { checkReplicaKeySettings, checkPrimaryKeyArn } from "./check-replica-key";
import { checkSafeguards } from "./check-safeguards";
import { belowTopology, checkBoolean, requireConfig } from "../findings/check-values";
import { FindingList } from "../findings/findings";
import type { KeySafeguards } from "./key-safeguards";
import { resolveSafeguards } from "./key-safeguards";
import { DEFAULT_DELETION_WINDOW, DEFAULT_KEY_DESCRIPTION } from "./key-settings";
import type { KeyDocuments } from "../access/plan-key-documents";
import { keyDocumentsOf } from "../access/plan-key-documents";
import { readTopology } from "../topology/read-topology";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** How a replica is made and kept. The names are those of `aws_kms_replica_key`; rotation is a matter of the primary key. */
export interface ReplicaKeySettings extends KeySafeguards {
  /** What the replica is for. @default "Encrypts Amazon ECR repositories" */
  readonly description?: string;
  /** Whether the replica can be used, see `isEnabled` of `KeySettings`. The primary key has a state of its own. @default true */
  readonly enabled?: boolean;
  /** Days between scheduling the deletion of the replica and its deletion, 7 to 30. @default 30 */
  readonly deletionWindowInDays?: number;
}

/** What `ReplicaKey` is given, as plain data. */
export interface ReplicaKeyConfig extends ReplicaKeySettings {
  /** The registry in the Region of the replica: `{ ...topology, region: "eu-west-1" }`. */
  readonly topology: RegistryTopology;
  /** The ARN of the multi-Region primary key: the `keyArn` of a `RepositoryKey` with `multiRegion: true`. */
  readonly primaryKeyArn: string;
  /**
   * Whether Terraform and Pulumi refuse to delete the replica. Pulumi (`protect`) refuses also for what has left the
   * program, Terraform (`prevent_destroy`) does not: a replica whose component is removed is planned to be deleted, after
   * `deletionWindowInDays`.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** Replica settings with every default filled in; what says what AWS does anyway is absent. */
export type ResolvedReplicaKeySettings = Required<Pick<ReplicaKeySettings, "description" | "deletionWindowInDays">> &
  Pick<ReplicaKeySettings, "enabled"> & {
    /** Whether KMS skips its lockout check; absent unless it was asked to. */
    readonly bypassPolicyLockoutSafetyCheck?: boolean;
  };

/** A replica to make. */
export interface PlannedReplicaKey extends KeyDocuments {
  /** The ARN of the multi-Region primary key. */
  readonly primaryKeyArn: string;
  /** The settings of the replica, with every default filled in. */
  readonly settings: ResolvedReplicaKeySettings;
}

/**
 * What `ReplicaKey` makes. AWS services treat a replica as a key of its own: policy, alias and grants are made for the Region of the
 * replica, and nothing of the primary key's opens it.
 *
 * @throws PolicyError with every finding, REPLICA_KEY_CONFLICT among them
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html
 * @example
 * ```ts
 * const { policy } = planReplicaKey({
 *   topology: { ...topology, region: "eu-west-1" },
 *   primaryKeyArn: "arn:aws:kms:us-east-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
 * });
 * // { …, "Action": ["kms:DescribeKey"], …,
 * //   "Condition": { "StringEquals": { "kms:ViaService": "ecr.eu-west-1.amazonaws.com" } } }
 * ```
 */
export function planReplicaKey(config: ReplicaKeyConfig, isUnresolved: IsUnresolved = allResolved): PlannedReplicaKey {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  requireConfig(config, "ReplicaKey");
  const { topology, primaryKeyArn, deletionProtection, ...settings } = config;
  const resolved = readTopology(topology, "topology", context);
  checkReplicaKeySettings(settings, context);
  checkBoolean(deletionProtection, "deletionProtection", context);
  checkPrimaryKeyArn(primaryKeyArn, resolved, context);
  const read = findings.orThrow("ReplicaKey", resolved);
  const documents = keyDocumentsOf(read, belowTopology, findings);
  const at = (property: string): string => property;
  checkSafeguards(settings, { topology: read, documents, safeguardAt: at, topologyAt: belowTopology }, findings);
  findings.throwIfAny("ReplicaKey");
  return { ...documents, primaryKeyArn, settings: resolveReplicaKeySettings(settings) };
}

function resolveReplicaKeySettings(settings: ReplicaKeySettings): ResolvedReplicaKeySettings {
  return Object.freeze({
    description: settings.description ?? DEFAULT_KEY_DESCRIPTION,
    ...(settings.enabled === undefined ? {} : { enabled: settings.enabled }),
    deletionWindowInDays: settings.deletionWindowInDays ?? DEFAULT_DELETION_WINDOW,
    ...resolveSafeguards(settings),
  });
}
