import { checkSafeguards, resolveSafeguards, SAFEGUARDS } from "./safeguards";
import { belowTopology, checkBoolean, requireConfig } from "../findings/checks";
import { checkGrantedRepositories } from "./plan-grants";
import { FindingList, shown } from "../findings/findings";
import type { Shape } from "../findings/shape";
import { READ_APART, withDefaults } from "../findings/shape";
import type { KeySafeguards } from "./safeguards";
import { checkWithoutBypass } from "./check-settings";
import { SHARED_SETTINGS } from "./settings";
import type { KeyDocuments } from "../access/key-documents";
import { keyDocumentsOf } from "../access/key-documents";
import { readTopology } from "../topology/read-topology";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";
import { checkKeyArn, parseKeyArn } from "../aws/key-arn";
import type { CheckContext } from "../findings/checks";
import { partitionOf } from "../aws/partition";
import type { ResolvedTopology } from "../topology/resolved-topology";

/**
 * How a replica is created and managed. The names are those of `aws_kms_replica_key`; the primary key decides rotation.
 */
export interface ReplicaKeySettings extends KeySafeguards {
  /** What the replica is for. @default "Encrypts Amazon ECR repositories" */
  readonly description?: string;
  /**
   * Whether the replica can be used, see `isEnabled` of `KeySettings`. The primary key has a state of its own.
   * @default true
   */
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
   * Whether Terraform and Pulumi refuse to delete the replica. Pulumi (`protect`) also refuses for what has left the
   * program, Terraform (`prevent_destroy`) does not: a replica whose component is removed is planned to be deleted,
   * after `deletionWindowInDays`.
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** The settings of a replica that go to the replica itself. */
const OF_THE_REPLICA = {
  description: SHARED_SETTINGS.description,
  enabled: { check: checkBoolean, awsDefault: true },
  deletionWindowInDays: SHARED_SETTINGS.deletionWindowInDays,
} as const;

/** What `ReplicaKey` is given: the primary key is checked with the topology that was read. */
export const REPLICA_KEY = {
  topology: { required: true, check: READ_APART },
  primaryKeyArn: { required: true, check: READ_APART },
  ...OF_THE_REPLICA,
  ...SAFEGUARDS,
  deletionProtection: { check: checkBoolean, default: true },
} as const satisfies Shape<ReplicaKeyConfig>;

/** Replica settings with every default filled in; what says what AWS does anyway is absent. */
export type ResolvedReplicaKeySettings = Omit<ReplicaKeySettings, keyof KeySafeguards> &
  Required<Pick<ReplicaKeySettings, "description" | "deletionWindowInDays">> & {
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
 * What `ReplicaKey` makes. AWS services treat a replica as a key of its own: policy, alias and grants are made for the
 * Region of the replica, and nothing that belongs to the primary key gives access to it.
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
  checkGrantedRepositories(topology, context);
  checkReplica(config, context);
  checkPrimaryKeyArn(primaryKeyArn, resolved, context);
  const read = findings.orThrow("ReplicaKey", resolved);
  const documents = keyDocumentsOf(read, belowTopology, findings);
  const at = (property: string): string => property;
  checkSafeguards(settings, { topology: read, documents, safeguardAt: at, topologyAt: belowTopology }, findings);
  findings.throwIfAny("ReplicaKey");
  return { ...documents, primaryKeyArn, settings: resolveReplicaKeySettings(settings) };
}

function resolveReplicaKeySettings(settings: ReplicaKeySettings): ResolvedReplicaKeySettings {
  return Object.freeze({ ...withDefaults(settings, OF_THE_REPLICA), ...resolveSafeguards(settings) });
}

/**
 * What a replica has from its primary key and nowhere else, or cannot have because its primary key could not be
 * replicated.
 */
const OF_THE_PRIMARY = ["enableKeyRotation", "rotationPeriodInDays", "multiRegion", "customKeyStoreId", "xksKeyId"];

/** Checks a replica by its shape; what only its primary key has is refused with a reason of its own. */
function checkReplica(config: object, context: CheckContext): void {
  const given = config as Readonly<Record<string, unknown>>;
  const own = Object.fromEntries(Object.entries(given).filter(([property]) => !OF_THE_PRIMARY.includes(property)));
  for (const property of OF_THE_PRIMARY.filter((each) => given[each] !== undefined)) {
    context.findings.add("REPLICA_KEY_CONFLICT", property, `a replica has no ${property} of its own`, {
      hint: "leave it out here, and set it on the primary key",
    });
  }
  checkWithoutBypass(own, REPLICA_KEY, "", context);
}

/** Checks the ARN of the primary key, and that the key can have a replica in the Region of the topology. */
function checkPrimaryKeyArn(value: unknown, topology: ResolvedTopology | undefined, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  const path = "primaryKeyArn";
  const primary = typeof value === "string" && !isUnresolved(value) ? parseKeyArn(value) : undefined;
  // The Region is that of the primary key, and is to be another than the topology's.
  const expected = { region: primary?.region ?? "", keyAccountId: topology?.keyAccountId ?? primary?.accountId ?? "" };
  const found = findings.count;
  checkKeyArn(value, path, expected, context);
  if (primary === undefined || findings.count > found) return;
  if (!primary.keyId.startsWith("mrk-")) {
    findings.add("REPLICA_KEY_CONFLICT", path, `${shown(value)} is not a multi-Region key`, {
      hint: "make a primary key with multiRegion: true; a key that exists cannot become one",
    });
  }
  if (topology === undefined || isUnresolved(topology.region)) return;
  const { region } = topology;
  if (partitionOf(region) !== primary.partition) {
    const message = `the primary key is in partition ${primary.partition}, the registry in ${partitionOf(region)}`;
    findings.add("PARTITION_MISMATCH", path, message, { hint: "make a key of its own for the other partition" });
  } else if (region === primary.region) {
    findings.add("REPLICA_KEY_CONFLICT", path, `the primary key is in ${region} already, the Region of the topology`, {
      hint: 'give the topology the Region of the replica: { ...topology, region: "…" }',
    });
  }
}
