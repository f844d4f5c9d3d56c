import { compareText } from "../base/canonical";
import { checkKeyArn } from "../aws/key-arn";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { joinPath } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkShape, choiceOf, knownNow, READ_APART, withDefaults } from "../findings/shape";
import { checkAccountId, checkRegion } from "../aws/checks";
import { shown } from "../findings/findings";
import { isRegion, partitionOf } from "../aws/partition";
import type { ReplicaRepositories, ReplicationDestination } from "./replication";
import { REPLICA_REPOSITORIES, REPLICATION_LIMITS } from "./replication";
import type { ResolvedTopology } from "../topology/resolved-topology";

/** A destination that has been checked, with every default filled in. */
export interface ResolvedDestination {
  readonly region: string;
  readonly accountId: string;
  /** Whether it is in the account of the source: then no registry policy is needed, and none would stop replication. */
  readonly sameAccount: boolean;
  readonly keyArn?: string;
  readonly repositories: ReplicaRepositories;
}

/** What a destination has. What its account and key have to agree with is the source. */
export const DESTINATION = {
  region: { required: true, check: knownNow(checkRegion, "the Region of a destination is known only at deployment") },
  accountId: { check: READ_APART, otherwise: "the registry account of the topology" },
  keyArn: { check: READ_APART, otherwise: "`ReplicaRegistry` makes one" },
  repositories: { check: knownNow(choiceOf(REPLICA_REPOSITORIES)), default: "pre-created" },
} as const satisfies Shape<ReplicationDestination>;

/** Checks the destinations of a replication and fills in their defaults; `undefined` when there was a finding. */
export function readDestinations(
  destinations: unknown,
  path: string,
  source: ResolvedTopology,
  context: CheckContext,
): readonly ResolvedDestination[] | undefined {
  const { findings, isUnresolved } = context;
  const list = joinPath(path, "destinations");
  const found = findings.count;
  if (isUnresolved(destinations)) findings.add("UNRESOLVED_STRUCTURE", list, "the list is known only at deployment");
  else if (!Array.isArray(destinations))
    findings.add("INVALID_TYPE", list, `must be a list of destinations, got ${shown(destinations)}`);
  else if (destinations.length === 0)
    findings.add("INVALID_OPTION", list, "names no destination", {
      hint: 'add a destination: destinations: [{ region: "eu-west-1" }]',
    });
  if (findings.count > found) return undefined;
  const read = Array.from(destinations as readonly unknown[], (each, index) =>
    readDestination(each, `${list}[${index}]`, source, context),
  );
  if (findings.count > found) return undefined;
  const resolved = read as readonly ResolvedDestination[];
  checkUnique(resolved, list, context);
  if (resolved.length > REPLICATION_LIMITS.destinations)
    findings.add(
      "REPLICATION_LIMIT_EXCEEDED",
      list,
      `there are ${resolved.length} destinations; ECR allows ${REPLICATION_LIMITS.destinations}`,
    );
  return [...resolved].sort((a, b) => compareText(a.region, b.region) || compareText(a.accountId, b.accountId));
}

function readDestination(
  destination: unknown,
  path: string,
  source: ResolvedTopology,
  context: CheckContext,
): ResolvedDestination | undefined {
  const { findings } = context;
  if (!isRecord(destination)) {
    findings.add("INVALID_TYPE", path, `must be a destination, got ${shown(destination)}`, {
      hint: 'give { region: "eu-west-1" }',
    });
    return undefined;
  }
  const at = (property: string): string => joinPath(path, property);
  const { region, accountId = source.registryAccountId, keyArn, repositories } = withDefaults(destination, DESTINATION);
  const found = findings.count;
  checkShape(destination, DESTINATION, path, context);
  if (accountId !== source.registryAccountId) checkAccountId(accountId, at("accountId"), context);
  checkKnownAccount(destination["accountId"], at("accountId"), source, context);
  if (findings.count > found) return undefined;
  const resolved = { region, accountId, repositories } as Omit<ResolvedDestination, "keyArn" | "sameAccount">;
  checkPlace(resolved, path, source, context);
  if (keyArn !== undefined)
    checkKeyArn(keyArn, at("keyArn"), { region: resolved.region, keyAccountId: resolved.accountId }, context);
  const sameAccount = accountId === source.registryAccountId;
  return { ...resolved, sameAccount, ...(keyArn === undefined ? {} : { keyArn: keyArn as string }) };
}

/** Which account it is decides which resources there are. */
function checkKnownAccount(
  accountId: unknown,
  path: string,
  { registryAccountId }: ResolvedTopology,
  { findings, isUnresolved }: CheckContext,
): void {
  if (accountId === undefined || accountId === registryAccountId) return;
  if (isUnresolved(accountId))
    findings.add("UNRESOLVED_STRUCTURE", path, "the account of a destination is known only at deployment");
  else if (isUnresolved(registryAccountId))
    findings.add("UNRESOLVED_STRUCTURE", path, "whether this is the registry account is known only at deployment");
}

function checkPlace(
  { region, accountId }: Pick<ResolvedDestination, "region" | "accountId">,
  path: string,
  source: ResolvedTopology,
  { findings, isUnresolved }: CheckContext,
): void {
  if (region === source.region && accountId === source.registryAccountId)
    findings.add(
      "DESTINATION_IS_SOURCE",
      path,
      `${shown(region)} of ${shown(accountId)} is the registry of the topology`,
    );
  const partition = partitionOf(region);
  if (isRegion(region) && !isUnresolved(source.partition) && partition !== source.partition)
    findings.add(
      "PARTITION_MISMATCH",
      joinPath(path, "region"),
      `${region} is in partition ${partition}, the registry in ${source.partition}`,
      { hint: "choose a Region of the same partition: accounts and keys of one partition do not exist in another" },
    );
}

function checkUnique(destinations: readonly ResolvedDestination[], path: string, { findings }: CheckContext): void {
  const seen = new Map<string, number>();
  destinations.forEach(({ region, accountId }, index) => {
    const first = seen.get(`${region} ${accountId}`);
    if (first === undefined) seen.set(`${region} ${accountId}`, index);
    else
      findings.add(
        "DUPLICATE_DESTINATION",
        `${path}[${index}]`,
        `${region} of ${accountId} is already destinations[${first}]`,
      );
  });
}
