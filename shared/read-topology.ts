import { checkAliasName, withAliasPrefix } from "./alias-name";
import { compareText } from "./canonical";
import type { CheckContext } from "./check-values";
import { checkAccountId, checkChoice, checkProperties, checkRegion, isRecord, joinPath } from "./check-values";
import { FindingList, shown } from "./findings";
import type { TopologyGrantee } from "./grantee-table";
import { GranteeTable } from "./grantee-table";
import type { Partition } from "./partition";
import { isRegion, partitionOf, PARTITIONS } from "./partition";
import { PRINCIPAL_STRATEGIES } from "./principal-clauses";
import type { GranteeRule } from "./read-grantees";
import { readGrantees } from "./read-grantees";
import { readRepositories } from "./read-repositories";
import type { ResolvedAccess, ResolvedTopology } from "./resolved-topology";
import type { RegistryTopology } from "./topology";
import { DEFAULT_KEY_ALIAS, KMS_ACCESS_MODELS } from "./topology";
import type { IsUnresolved } from "./unresolved";

const TOPOLOGY_PROPERTIES = [
  "region",
  "partition",
  "registryAccountId",
  "keyAccountId",
  "keyAlias",
  "repositories",
  "creators",
  "keyAdministrators",
  "kmsAccess",
  "principalStrategy",
] as const;

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
  checkScalars(topology, path, context);
  const grantees = new GranteeTable({
    partition: partitionToExpect(topology, isUnresolved),
    writtenPartition: partitionToWrite(topology),
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
    partition: partitionToWrite(topology),
    registryAccountId,
    keyAccountId,
    // A name known only at deployment is taken as it is: whoever names an alias resource gives the prefix too.
    keyAlias: isUnresolved(keyAlias) ? keyAlias : withAliasPrefix(keyAlias),
    repositories: Object.fromEntries(access),
    creators: grantees.canonical(creating),
    keyAdministrators: grantees.canonical(keyAdministrators),
    kmsAccess: topology.kmsAccess ?? "key-policy",
    principalStrategy: topology.principalStrategy ?? "arn-condition",
    grantees,
    isUnresolved,
  };
}

function checkScalars(topology: RegistryTopology, path: string, context: CheckContext): void {
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
    const { kind, value } = grantee;
    if (kind === "unresolved") return undefined;
    const isIdentity = kind === "account" || kind === "role" || kind === "user";
    if (isIdentity && (isUnresolved(accountId) || grantee.accountId === accountId)) return undefined;
    return { code: "GRANTEE_NOT_ALLOWED_HERE", message: `${rule} ${shown(accountId)}, got ${shown(value)}` };
  };
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

function partitionToExpect({ partition, region }: RegistryTopology, isUnresolved: IsUnresolved): Partition | undefined {
  if (isUnresolved(partition)) return undefined;
  return partition ?? (typeof region === "string" ? partitionOf(region) : "aws");
}

/** A Region known only at deployment is taken for one of the partition `aws`. */
function partitionToWrite({ partition, region }: RegistryTopology): Partition {
  return partition ?? (typeof region === "string" ? partitionOf(region) : "aws");
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
