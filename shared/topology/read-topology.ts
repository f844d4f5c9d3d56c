import { checkAliasName, withAliasPrefix } from "../aws/alias-name";
import { checkAccountId, checkPartition, checkRegion } from "../aws/checks";
import { compareText } from "../base/canonical";
import type { CheckContext } from "../findings/checks";
import { isWrittenMap, joinPath } from "../findings/checks";
import { FindingList, shown } from "../findings/findings";
import type { Shape } from "../findings/shape";
import { checkShape, choiceOf, knownNow, READ_APART, withDefaults } from "../findings/shape";
import type { TopologyGrantee } from "../grantees/grantee-table";
import { GranteeTable } from "../grantees/grantee-table";
import { kindFacts } from "../grantees/kinds";
import { readPartition } from "../aws/partition";
import { PRINCIPAL_STRATEGIES } from "../grantees/principal-clauses";
import type { GranteeRule } from "../grantees/read-grantees";
import { readGrantees } from "../grantees/read-grantees";
import { readRepositories } from "./read-repositories";
import type { ResolvedAccess, ResolvedTopology } from "./resolved-topology";
import type { RegistryTopology } from "./topology";
import { KMS_ACCESS_MODELS } from "./topology";
import type { IsUnresolved } from "../base/unresolved";

const WHY_KNOWN = "the choice is known only at deployment, but decides which statements there are";

/** What a topology has. Its lists of grantees are read with one table for all of them. */
export const TOPOLOGY = {
  region: { required: true, check: checkRegion },
  registryAccountId: { required: true, check: checkAccountId },
  keyAccountId: { check: checkAccountId, otherwise: "the registry account" },
  keyAlias: { check: checkAlias, default: "alias/ecr/registry" },
  repositories: { required: true, check: READ_APART },
  creators: { check: READ_APART, otherwise: "the registry account" },
  keyAdministrators: { check: READ_APART, otherwise: "nobody besides the key account" },
  kmsAccess: { check: knownNow(choiceOf(KMS_ACCESS_MODELS), WHY_KNOWN), default: "key-policy" },
  principalStrategy: { check: knownNow(choiceOf(PRINCIPAL_STRATEGIES), WHY_KNOWN), default: "arn-condition" },
  partition: { check: checkPartition, otherwise: "that of the Region" },
  grantsPerKey: { check: checkGrantsPerKey, default: 50_000 },
} as const satisfies Shape<RegistryTopology>;

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
  if (!isWrittenMap(topology, path, "be a topology", context)) return undefined;
  const found = findings.count;
  checkShape(topology, TOPOLOGY, path, context);
  const partition = readPartition(topology, isUnresolved);
  const grantees = new GranteeTable({ ...partition, ...context });
  const owners = readOwners(topology, path, grantees, context);
  const repositories = readRepositories(topology, joinPath(path, "repositories"), grantees, context);
  if (findings.count > found) return undefined;
  return { ...resolved(topology, owners, repositories, grantees, isUnresolved), partition: partition.writtenPartition };
}

/** The same for a topology that stands by itself. @throws PolicyError with every finding */
export function checkedTopology(topology: RegistryTopology, isUnresolved: IsUnresolved): ResolvedTopology {
  const findings = new FindingList();
  const read = readTopology(topology, "", { findings, isUnresolved });
  return findings.orThrow("the topology", read);
}

function checkAlias(value: unknown, path: string, { findings, isUnresolved }: CheckContext): void {
  if (!isUnresolved(value)) checkAliasName(value, path, findings);
}

function checkGrantsPerKey(value: unknown, path: string, { findings }: CheckContext): void {
  if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return;
  findings.add("INVALID_TYPE", path, `must be a whole number of at least 1, got ${shown(value)}`);
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
): Omit<ResolvedTopology, "partition"> {
  const { keyAlias, ...filled } = withDefaults(topology, TOPOLOGY);
  const { region, registryAccountId, keyAccountId = registryAccountId } = filled;
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
    registryAccountId,
    keyAccountId,
    // A name known only at deployment is taken as it is: whoever names an alias resource gives the prefix too.
    keyAlias: isUnresolved(keyAlias) ? keyAlias : withAliasPrefix(keyAlias),
    repositories: Object.fromEntries(access),
    creators: grantees.canonical(creating),
    keyAdministrators: grantees.canonical(keyAdministrators),
    kmsAccess: filled.kmsAccess,
    principalStrategy: filled.principalStrategy,
    grantsPerKey: filled.grantsPerKey,
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
    creators: read("creators", registryAccountId, "a creator must belong to the registry account"),
    keyAdministrators: read("keyAdministrators", keyAccountId, "a key administrator must belong to the key account"),
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
