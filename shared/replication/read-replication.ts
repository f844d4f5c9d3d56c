import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { joinPath } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkShape, READ_APART } from "../findings/shape";
import { shown } from "../findings/findings";
import type { ResolvedDestination } from "./read-destinations";
import { readDestinations } from "./read-destinations";
import { readTopology } from "../topology/read-topology";
import type { ReplicationConfig } from "./replication";
import { checkFilterCount, filtersOf, isNamespace, readPrefixes } from "./prefixes";
import type { ResolvedTopology } from "../topology/resolved-topology";

/** A replication that has been checked. */
export interface ResolvedReplication {
  readonly source: ResolvedTopology;
  /** By Region, then account. */
  readonly destinations: readonly ResolvedDestination[];
  /**
   * The prefixes that no other prefix reaches, in fixed order: the filters of the rules, and the namespaces of
   * templates.
   */
  readonly filters: readonly string[];
}

/** What a replication has. */
export const REPLICATION = {
  topology: { required: true, check: READ_APART },
  destinations: { required: true, check: READ_APART },
  prefixes: { check: READ_APART, otherwise: "the name of each repository of the topology" },
} as const satisfies Shape<ReplicationConfig>;

/**
 * Checks a whole replication and fills in its defaults. Everything that is wrong becomes a finding.
 *
 * @param path - Where the replication stands in what the caller gave.
 * @returns The replication, or `undefined` when there was a finding.
 */
export function readReplication(
  replication: unknown,
  path: string,
  context: CheckContext,
): ResolvedReplication | undefined {
  const { findings } = context;
  if (!isRecord(replication)) {
    findings.add("INVALID_TYPE", path, `must be a replication, got ${shown(replication)}`);
    return undefined;
  }
  const found = findings.count;
  checkShape(replication, REPLICATION, path, context);
  const { topology } = replication as unknown as ReplicationConfig;
  const source = readTopology(topology, joinPath(path, "topology"), context);
  if (!source) return undefined;
  const names = Object.keys(source.repositories);
  const at = joinPath(path, "prefixes");
  const given = replication["prefixes"];
  const prefixes = given === undefined ? names : readPrefixes(given, at, names, context);
  const destinations = readDestinations(replication["destinations"], path, source, context);
  if (!prefixes || !destinations) return undefined;
  const filters = filtersOf(prefixes);
  checkFilterCount(filters, at, context);
  checkTemplates(filters, destinations, at, context);
  return findings.count === found ? { source, destinations, filters } : undefined;
}

/** A template reaches what is below its namespace and nothing else; the rest would get AES256. */
function checkTemplates(
  prefixes: readonly string[],
  destinations: readonly ResolvedDestination[],
  path: string,
  { findings }: CheckContext,
): void {
  const byTemplate = destinations.find(({ repositories }) => repositories === "template");
  const missed = prefixes.filter((prefix) => !isNamespace(prefix));
  if (!byTemplate || missed.length === 0) return;
  const shownPrefixes = missed.slice(0, 3).map(shown).join(", ");
  findings.add(
    "REPLICA_WITHOUT_TEMPLATE",
    path,
    `no creation template of ${byTemplate.region} reaches ${shownPrefixes}${missed.length > 3 ? " and others" : ""}: replicas would be encrypted with AES256`,
  );
}
