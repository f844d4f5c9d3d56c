import { checkAliasName, withAliasPrefix } from "../aws/alias-name";
import { checkAccountId, checkRegion } from "../aws/checks";
import { compareText } from "../base/canonical";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkChoice, checkProperties, joinPath } from "../findings/checks";
import { FindingList, shown } from "../findings/findings";
import type { TopologyGrantee } from "../grantees/grantee-table";
import { GranteeTable } from "../grantees/grantee-table";
import { kindFacts } from "../grantees/kinds";
import type { Partition } from "../aws/partition";
import { isRegion, partitionOf, PARTITIONS } from "../aws/partition";
import { PRINCIPAL_STRATEGIES } from "../grantees/principal-clauses";
import type { GranteeRule } from "../grantees/read-grantees";
import { readGrantees } from "../grantees/read-grantees";
import { readRepositories } from "./read-repositories";
import type { ResolvedAccess, ResolvedTopology } from "./resolved-topology";
import type { RegistryTopology } from "./topology";
import { DEFAULT_GRANTS_PER_KEY, DEFAULT_KEY_ALIAS, KMS_ACCESS_MODELS, TOPOLOGY_PROPERTIES } from "./topology";
import type { IsUnresolved } from "../base/unresolved";

/**
 * Checks a whole topology and fills in its defaults. Everything that is wrong becomes a finding.
 *
 * @param path - Where the topology stands in what the caller gave.
 * @returns The topology, or `undefined` when there was a finding.
 */
export function readTopology(
  topology: RegistryTopology,
  path: string,
  context: CheckContext,
): ResolvedTopology | undefined {
  const { findings, isUnresolved } = context;
  if (!isRecord(topology)) {
    findings.add("INVALID_TYPE", path, `must be a topology, got ${shown(topology)}`);
    return undefined;
  }
  const found = findings.count;
  checkTopologyValues(topology, path, context);
  const grantees = new GranteeTable({
    partition: partitionToExpect(topology, isUnresolved),
    writtenPartition: partitionToWrite(topology, isUnresolved),
    findings,
    isUnresolved,
  });
  const owners = readOwners(topology, path, grantees, context);
  const repositories = readRepositories(topology, joinPath(path, "repositories"), grantees, context);
  return findings.count === found ? resolved(topology, owners, repositories, grantees, isUnresolved) : undefined;
}

/** The same for a topology that stands by itself. @throws PolicyError with every finding */
export function checkedTopology(topology: RegistryTopology, isUnresolved: IsUnresolved): ResolvedTopology {
  const findings = new FindingList();
  const read = readTopology(topology, "", { findings, isUnresolved });
  return findings.orThrow("the topology", read);
}

/** Checks everything in a topology but its lists of grantees. */
function checkTopologyValues(topology: RegistryTopology, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  const at = (property: string): string => joinPath(path, property);
  checkProperties(topology, TOPOLOGY_PROPERTIES, path, context);
  checkRegion(topology.region, at("region"), context);
  checkAccountId(topology.registryAccountId, at("registryAccountId"), context);
  if (topology.keyAccountId !== undefined) checkAccountId(topology.keyAccountId, at("keyAccountId"), context);
  if (topology.keyAlias !== undefined && !isUnresolved(topology.keyAlias))
    checkAliasName(topology.keyAlias, at("keyAlias"), findings);
  checkStructure(topology.kmsAccess, KMS_ACCESS_MODELS, at("kmsAccess"), context);
  checkStructure(topology.principalStrategy, PRINCIPAL_STRATEGIES, at("principalStrategy"), context);
  checkPartition(topology, at("partition"), context);
  checkGrantsPerKey(topology.grantsPerKey, at("grantsPerKey"), context);
}

function checkGrantsPerKey(value: unknown, path: string, { findings }: CheckContext): void {
  if (value === undefined || (typeof value === "number" && Number.isSafeInteger(value) && value > 0)) return;
  findings.add("INVALID_TYPE", path, `must be a whole number above 0, got ${shown(value)}`);
}

/** Checks a choice that decides which statements there are: it must be known when the program runs. */
function checkStructure(value: unknown, choices: readonly string[], path: string, context: CheckContext): void {
  if (!context.isUnresolved(value)) {
    checkChoice(value, choices, path, context);
    return;
  }
  context.findings.add(
    "UNRESOLVED_STRUCTURE",
    path,
    "the choice is known only at deployment, but decides which statements there are",
  );
}

function checkPartition({ partition, region }: RegistryTopology, path: string, context: CheckContext): void {
  if (partition === undefined || context.isUnresolved(partition)) return;
  checkChoice(partition, PARTITIONS, path, context);
  const comparable =
    PARTITIONS.includes(partition) && typeof region === "string" && !context.isUnresolved(region) && isRegion(region);
  if (!comparable || partition === partitionOf(region)) return;
  context.findings.add(
    "PARTITION_MISMATCH",
    path,
    `${region} is in partition ${partitionOf(region)}, not in ${partition}`,
  );
}

interface Owners {
  readonly creators: readonly TopologyGrantee[] | undefined;
  readonly keyAdministrators: readonly TopologyGrantee[] | undefined;
}

function resolved(
  topology: RegistryTopology,
  { creators, keyAdministrators = [] }: Owners,
  repositories: ReadonlyMap<string, ResolvedAccess>,
  grantees: GranteeTable,
  isUnresolved: IsUnresolved,
): ResolvedTopology {
  const { region, registryAccountId, keyAccountId = registryAccountId, keyAlias = DEFAULT_KEY_ALIAS } = topology;
  const creating = creators ?? [grantees.account(registryAccountId)];
  grantees.rank();
  const access = [...repositories]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, { push, pull, lambda }]): [string, ResolvedAccess] => [
      name,
      { push: grantees.canonical(push), pull: grantees.canonical(pull), lambda: grantees.canonical(lambda) },
    ]);
  return {
    region,
    partition: partitionToWrite(topology, isUnresolved),
    registryAccountId,
    keyAccountId,
    // A name known only at deployment is taken as it is: whoever names an alias resource gives the prefix too.
    keyAlias: isUnresolved(keyAlias) ? keyAlias : withAliasPrefix(keyAlias),
    repositories: Object.fromEntries(access),
    creators: grantees.canonical(creating),
    keyAdministrators: grantees.canonical(keyAdministrators),
    kmsAccess: topology.kmsAccess ?? "key-policy",
    principalStrategy: topology.principalStrategy ?? "arn-condition",
    grantsPerKey: topology.grantsPerKey ?? DEFAULT_GRANTS_PER_KEY,
    grantees,
    isUnresolved,
  };
}

function readOwners(topology: RegistryTopology, path: string, grantees: GranteeTable, context: CheckContext): Owners {
  const { registryAccountId, keyAccountId = registryAccountId } = topology;
  const read = (property: keyof Owners, accountId: string, rule: string): readonly TopologyGrantee[] | undefined =>
    topology[property] === undefined
      ? undefined
      : readGrantees(
          topology[property],
          joinPath(path, property),
          grantees,
          context,
          ownerRule(accountId, rule, context.isUnresolved),
        );
  return {
    creators: read("creators", registryAccountId, "a creator belongs to the registry account"),
    keyAdministrators: read("keyAdministrators", keyAccountId, "a key administrator belongs to the key account"),
  };
}

function ownerRule(accountId: string, rule: string, isUnresolved: IsUnresolved): GranteeRule {
  return (grantee) => {
    const isOf = "accountId" in grantee ? grantee.accountId : undefined;
    const isTheirs = isOf === undefined || isUnresolved(accountId) || isOf === accountId;
    if (kindFacts(grantee).places.includes("owner") && isTheirs) return undefined;
    return { code: "GRANTEE_NOT_ALLOWED_HERE", message: `${rule} ${shown(accountId)}, got ${shown(grantee.value)}` };
  };
}

/** The partition that grantees have to be in; `undefined` where it is known only at deployment, or is none. */
function partitionToExpect({ partition, region }: RegistryTopology, isUnresolved: IsUnresolved): Partition | undefined {
  if (partition === undefined) return typeof region === "string" ? partitionOf(region) : "aws";
  return isUnresolved(partition) || !PARTITIONS.includes(partition) ? undefined : partition;
}

/** A Region known only at deployment is taken for one of the partition `aws`. */
function partitionToWrite({ partition, region }: RegistryTopology, isUnresolved: IsUnresolved): Partition {
  if (partition !== undefined && (isUnresolved(partition) || PARTITIONS.includes(partition))) return partition;
  return typeof region === "string" ? partitionOf(region) : "aws";
}
