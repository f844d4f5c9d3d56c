import { requireConfig } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkShape, READ_APART } from "../findings/shape";
import { deepFreeze } from "../base/canonical";
import { FindingList } from "../findings/findings";
import { readReplication } from "./read-replication";
import type { ReplicationConfig } from "./replication";
import { REPLICATION_LIMITS } from "./replication";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What `ReplicatedRegistry` is given, as plain data. */
export interface ReplicatedRegistryConfig {
  /** What is replicated, and to where. */
  readonly replication: ReplicationConfig;
}

/** What `ReplicatedRegistry` is given. */
export const REPLICATED_REGISTRY = {
  replication: { required: true, check: READ_APART },
} as const satisfies Shape<ReplicatedRegistryConfig>;

/** Where a rule replicates to, in AWS's words. */
export interface ReplicationRuleDestination {
  /** The Region of the destination. */
  readonly region: string;
  /** The account of the destination. */
  readonly registryId: string;
}

/** Which repositories a rule replicates, in AWS's words. */
export interface ReplicationRuleFilter {
  /** What the names of the repositories begin with. */
  readonly filter: string;
  /** The only type that there is. */
  readonly filterType: "PREFIX_MATCH";
}

/** One rule of the replication configuration. */
export interface ReplicationRule {
  /** Where the repositories are replicated to. */
  readonly destinations: readonly ReplicationRuleDestination[];
  /** Which repositories are replicated: those whose names begin with one of these. */
  readonly repositoryFilters: readonly ReplicationRuleFilter[];
}

/** What `ReplicatedRegistry` makes. */
export interface ReplicationPlan {
  /** The rules of the one replication configuration that a registry has in a Region. */
  readonly rules: readonly ReplicationRule[];
}

/**
 * What `ReplicatedRegistry` makes: one rule for each 100 filters, each with every destination.
 *
 * @throws PolicyError with every finding, among them DESTINATION_IS_SOURCE, DUPLICATE_DESTINATION,
 * REPLICATION_LIMIT_EXCEEDED, INVALID_REPLICATION_PREFIX, PREFIX_WITHOUT_REPOSITORY and REPLICA_WITHOUT_TEMPLATE
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutReplicationConfiguration.html
 * @example
 * ```ts
 * planReplication({ replication: { topology, destinations: [{ region: "eu-west-1" }], prefixes: ["team/"] } });
 * // { rules: [{ destinations: [{ region: "eu-west-1", registryId: "123456789012" }],
 * //             repositoryFilters: [{ filter: "team/", filterType: "PREFIX_MATCH" }] }] }
 * ```
 */
export function planReplication(
  config: ReplicatedRegistryConfig,
  isUnresolved: IsUnresolved = allResolved,
): ReplicationPlan {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  requireConfig(config, "ReplicatedRegistry");
  checkShape(config, REPLICATED_REGISTRY, "", context);
  const read = readReplication(config.replication, "replication", context);
  const { destinations, filters } = findings.orThrow("ReplicatedRegistry", read);
  const to = destinations.map(({ region, accountId }) => ({ region, registryId: accountId }));
  const { filtersPerRule } = REPLICATION_LIMITS;
  const rules = Array.from({ length: Math.ceil(filters.length / filtersPerRule) }, (_, index) => ({
    destinations: to,
    repositoryFilters: filters
      .slice(index * filtersPerRule, (index + 1) * filtersPerRule)
      .map((filter) => ({ filter, filterType: "PREFIX_MATCH" as const })),
  }));
  return deepFreeze({ rules });
}
