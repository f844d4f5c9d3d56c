import { requireConfig } from "../findings/checks";
import { FindingList, shown } from "../findings/findings";
import type { ResolvedDestination } from "./read-destinations";
import type { ResolvedReplication } from "./read-replication";
import { readReplication } from "./read-replication";
import type { ReplicationConfig } from "./replication";
import type { RegistryTopology, RepositoryAccess } from "../topology/topology";
import type { CheckContext } from "../findings/checks";
import { checkAccountId, checkRegion } from "../aws/checks";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** Which destination of a replication is meant. */
export interface DestinationLocation {
  /** The Region of the destination. */
  readonly region: string;
  /** The account of the destination. @default - the registry account of the topology */
  readonly accountId?: string;
}

/**
 * The registry of one destination as a topology of its own: the repositories that are replicated there and who may pull
 * them. Give it to `SpokeAccess`, so that the same principals can pull in the destination too.
 *
 * Nobody pushes there: images arrive by replication. Creators and key administrators are those of the source where the
 * account is the same, otherwise the account itself, because such principals belong to one account.
 *
 * @param replication - What is replicated, and to where.
 * @param destination - One of its destinations.
 * @param isUnresolved - Tells values that are known only at deployment. @default - none are
 * @throws PolicyError with every finding about the replication, or UNKNOWN_DESTINATION
 * @example
 * ```ts
 * destinationTopology({ topology, destinations: [{ region: "eu-west-1" }] }, { region: "eu-west-1" });
 * // { region: "eu-west-1", registryAccountId: "123456789012", repositories: { orders: { pull: ["222222222222"] } } }
 * ```
 */
export function destinationTopology(
  replication: ReplicationConfig,
  destination: DestinationLocation,
  isUnresolved: IsUnresolved = allResolved,
): RegistryTopology {
  const subject = "the destination topology";
  requireConfig(destination, subject, "destination");
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  const read = readReplication(replication, "replication", context);
  const found = read && findDestination(read, destination, "destination", context);
  return destinationTopologyOf(replication.topology, findings.orThrow(subject, read), findings.orThrow(subject, found));
}

/** Finds a destination of a replication; `undefined` after adding a finding that it is not one. */
export function findDestination(
  { source, destinations }: ResolvedReplication,
  { region, accountId = source.registryAccountId }: DestinationLocation,
  path: string,
  context: CheckContext,
): ResolvedDestination | undefined {
  const { findings, isUnresolved } = context;
  const at = (property: string): string => (path === "" ? property : `${path}.${property}`);
  const found = findings.count;
  if (isUnresolved(region))
    findings.add("UNRESOLVED_STRUCTURE", at("region"), "the Region is known only at deployment");
  else checkRegion(region, at("region"), context);
  if (accountId !== source.registryAccountId) {
    if (isUnresolved(accountId))
      findings.add("UNRESOLVED_STRUCTURE", at("accountId"), "the account is known only at deployment");
    else checkAccountId(accountId, at("accountId"), context);
  }
  if (findings.count > found) return undefined;
  const destination = destinations.find((each) => each.region === region && each.accountId === accountId);
  if (destination) return destination;
  const known = destinations.map((each) => `${each.region} of ${each.accountId}`).join(", ");
  const message = `${shown(region)} of ${shown(accountId)} is not a destination of the replication (which has ${known})`;
  findings.add("UNKNOWN_DESTINATION", at("region"), message);
  return undefined;
}

/** The same for a replication that has been read. */
export function destinationTopologyOf(
  topology: RegistryTopology,
  { filters }: ResolvedReplication,
  { region, accountId, sameAccount }: ResolvedDestination,
): RegistryTopology {
  const { partition, keyAccountId, registryAccountId, keyAlias, creators, keyAdministrators } = topology;
  const { kmsAccess, principalStrategy, grantsPerKey } = topology;
  const keyInAccount = sameAccount && (keyAccountId === undefined || keyAccountId === registryAccountId);
  const replicated = Object.entries(topology.repositories).filter(([name]) =>
    filters.some((filter) => name.startsWith(filter)),
  );
  return {
    region,
    ...given({ partition }),
    registryAccountId: accountId,
    ...given({ keyAlias }),
    repositories: Object.fromEntries(replicated.map(([name, access]) => [name, readersOf(access)])),
    ...(sameAccount ? given({ creators }) : {}),
    ...(keyInAccount ? given({ keyAdministrators, grantsPerKey }) : {}),
    ...given({ kmsAccess, principalStrategy }),
  };
}

function readersOf({ pull, lambda }: RepositoryAccess): RepositoryAccess {
  return { ...given({ pull }), ...given({ lambda }) };
}

/** The properties that have a value. */
function given<T extends object>(properties: T): { readonly [Name in keyof T]?: NonNullable<T[Name]> } {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof T]?: NonNullable<T[Name]>;
  };
}
