import { checkAliasName } from "../aws/alias-name";
import type { CheckContext } from "../findings/checks";
import { checkChoice, checkProperties, joinPath } from "../findings/checks";
import { checkAccountId, checkRegion } from "../aws/checks";
import { shown } from "../findings/findings";
import { isRegion, partitionOf, PARTITIONS } from "../aws/partition";
import { PRINCIPAL_STRATEGIES } from "../grantees/principal-clauses";
import type { RegistryTopology } from "./topology";
import { KMS_ACCESS_MODELS } from "./topology";

/** What a topology has. */
export const TOPOLOGY_PROPERTIES = [
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
  "grantsPerKey",
] as const;

/** Checks everything in a topology but its lists of grantees. */
export function checkTopologyValues(topology: RegistryTopology, path: string, context: CheckContext): void {
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
