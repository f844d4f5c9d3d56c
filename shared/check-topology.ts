import { checkAliasName } from "./alias-name";
import { checkGrantee } from "./check-grantee";
import type { CheckContext } from "./check-values";
import {
  checkAccountId,
  checkChoice,
  checkProperties,
  checkRegion,
  checkRepositoryName,
  isRecord,
  joinPath,
} from "./check-values";
import { shown } from "./findings";
import type { ParsedGrantee } from "./grantee";
import type { Partition } from "./partition";
import { isRegion, partitionOf, PARTITIONS } from "./partition";
import { PRINCIPAL_STRATEGIES } from "./principal-clauses";
import type { RegistryTopology } from "./topology";
import { KMS_ACCESS_MODELS } from "./topology";

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

/** Checks a whole topology. Everything that is wrong becomes a finding; `path` says where the topology stands. */
export function checkTopology(topology: RegistryTopology, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  const at = (property: string): string => joinPath(path, property);
  if (!isRecord(topology)) {
    findings.add("INVALID_TYPE", path, `must be a topology, got ${shown(topology)}`);
    return;
  }
  checkProperties(topology, TOPOLOGY_PROPERTIES, path, context);
  checkRegion(topology.region, at("region"), context);
  checkAccountId(topology.registryAccountId, at("registryAccountId"), context);
  if (topology.keyAccountId !== undefined) checkAccountId(topology.keyAccountId, at("keyAccountId"), context);
  if (topology.keyAlias !== undefined && !isUnresolved(topology.keyAlias))
    checkAliasName(topology.keyAlias, at("keyAlias"), findings);
  checkStructure(topology.kmsAccess, KMS_ACCESS_MODELS, at("kmsAccess"), context);
  checkStructure(topology.principalStrategy, PRINCIPAL_STRATEGIES, at("principalStrategy"), context);
  checkPartition(topology, at("partition"), context);

  const partition = partitionToExpect(topology, context);
  const keyAccountId = topology.keyAccountId ?? topology.registryAccountId;
  checkOwners(
    topology.creators,
    at("creators"),
    topology.registryAccountId,
    "a creator belongs to the registry account",
    partition,
    context,
  );
  checkOwners(
    topology.keyAdministrators,
    at("keyAdministrators"),
    keyAccountId,
    "a key administrator belongs to the key account",
    partition,
    context,
  );
  checkRepositories(topology.repositories, at("repositories"), partition, context);
}

/** Checks a choice that decides which statements there are: it must be known when the program runs. */
function checkStructure(value: unknown, choices: readonly string[], path: string, context: CheckContext): void {
  if (context.isUnresolved(value)) {
    context.findings.add(
      "UNRESOLVED_STRUCTURE",
      path,
      "the choice is known only at deployment, but decides which statements there are",
    );
  } else {
    checkChoice(value, choices, path, context);
  }
}

function partitionToExpect(
  { partition, region }: RegistryTopology,
  { isUnresolved }: CheckContext,
): Partition | undefined {
  if (isUnresolved(partition)) return undefined;
  return partition ?? (typeof region === "string" ? partitionOf(region) : "aws");
}

function checkPartition({ partition, region }: RegistryTopology, path: string, context: CheckContext): void {
  if (partition === undefined || context.isUnresolved(partition)) return;
  checkChoice(partition, PARTITIONS, path, context);
  if (
    !PARTITIONS.includes(partition) ||
    typeof region !== "string" ||
    context.isUnresolved(region) ||
    !isRegion(region)
  )
    return;
  if (partition !== partitionOf(region)) {
    context.findings.add(
      "PARTITION_MISMATCH",
      path,
      `${region} is in partition ${partitionOf(region)}, not in ${partition}`,
    );
  }
}

function checkRepositories(
  repositories: unknown,
  path: string,
  partition: Partition | undefined,
  context: CheckContext,
): void {
  const { findings } = context;
  if (!isRecord(repositories)) {
    findings.add("INVALID_TYPE", path, `must map repository names to who may use them, got ${shown(repositories)}`);
    return;
  }
  const entries = Object.entries(repositories);
  if (entries.length === 0) findings.add("EMPTY_TOPOLOGY", path, "there is no repository");
  for (const [name, access] of entries) {
    const at = `${path}[${JSON.stringify(name)}]`;
    checkRepositoryName(name, at, context);
    checkAccess(access, at, partition, context);
  }
}

function checkAccess(access: unknown, path: string, partition: Partition | undefined, context: CheckContext): void {
  const { findings } = context;
  if (!isRecord(access)) {
    findings.add("INVALID_TYPE", path, `must be { push, pull, lambda }, got ${shown(access)}`);
    return;
  }
  checkProperties(access, ["push", "pull", "lambda"], path, context);
  checkGrantees(access["push"], `${path}.push`, partition, context);
  checkGrantees(access["pull"], `${path}.pull`, partition, context);
  for (const [grantee, at] of checkGrantees(access["lambda"], `${path}.lambda`, partition, context)) {
    if (grantee.kind === "account") continue;
    findings.add("GRANTEE_NOT_ALLOWED_HERE", at, `Lambda access is given to accounts, got ${shown(grantee.value)}`, {
      hint: "give the 12-digit id of the account whose functions run the image",
    });
  }
}

function checkOwners(
  list: unknown,
  path: string,
  accountId: string,
  rule: string,
  partition: Partition | undefined,
  context: CheckContext,
): void {
  for (const [grantee, at] of checkGrantees(list, path, partition, context)) {
    if ("accountId" in grantee && (context.isUnresolved(accountId) || grantee.accountId === accountId)) continue;
    context.findings.add("GRANTEE_NOT_ALLOWED_HERE", at, `${rule} ${shown(accountId)}, got ${shown(grantee.value)}`);
  }
}

function checkGrantees(
  list: unknown,
  path: string,
  partition: Partition | undefined,
  context: CheckContext,
): readonly (readonly [ParsedGrantee, string])[] {
  const { findings, isUnresolved } = context;
  if (list === undefined) return [];
  if (isUnresolved(list)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "the list as a whole is known only at deployment");
    return [];
  }
  if (!Array.isArray(list)) {
    findings.add("INVALID_TYPE", path, `must be a list of grantees, got ${shown(list)}`);
    return [];
  }
  return list.flatMap((value: unknown, index) => {
    const at = `${path}[${index}]`;
    if (isUnresolved(value)) return [];
    const grantee = checkGrantee(value, at, partition, findings);
    return grantee ? [[grantee, at] as const] : [];
  });
}
