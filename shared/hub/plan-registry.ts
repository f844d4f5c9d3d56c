import { checkKeyArn } from "../aws/key-arn";
import { checkedOptions } from "../findings/checks";
import { checkSizes, measured } from "../access/check-sizes";
import type { DocumentSize } from "../policies/document-size";
import { FindingList } from "../findings/findings";
import type { PlannedRepository } from "../access/hub-documents";
import { hubDocumentsOf, measuredRepositories } from "../access/hub-documents";
import type { KeyDocuments } from "../access/key-documents";
import type { PlannedIdentity } from "../access/planned-identities";
import { checkPolicyCounts, identityPlanner, measuredIdentities } from "../access/planned-identities";
import { readTopology } from "../topology/read-topology";
import type { ResolvedTopology } from "../topology/resolved-topology";
import { rightsByGrantee } from "../access/rights";
import { accountsOf, identityFinder } from "../access/spoke-identities";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";

/** What a plan can be given besides the topology. */
export interface PlanOptions {
  /** The ARN of the key. @default - documents name the key by its alias (`kms:ResourceAliases`) */
  readonly keyArn?: string;
  /** Tells values that are known only at deployment. @default - none are */
  readonly isUnresolved?: IsUnresolved;
}

/** Everything that follows from a topology. */
export interface RegistryPlan {
  /** What belongs to the key: alias, policy, grants. */
  readonly key: KeyDocuments;
  /** Repository name → its plan, in the order of the names. */
  readonly repositories: Readonly<Record<string, PlannedRepository>>;
  /** Account id → the identities that need IAM policies there. Includes the registry and key accounts. */
  readonly spokes: Readonly<Record<string, readonly PlannedIdentity[]>>;
  /** The size of each document, with its limit. */
  readonly sizes: readonly DocumentSize[];
}

/**
 * The whole plan of a registry: the key policy, each repository's policy, and the IAM policies of every account.
 *
 * @throws PolicyError with every finding, documents over their size limit included
 * @example
 * ```ts
 * const plan = planRegistry({
 *   region: "us-east-1", registryAccountId: "123456789012",
 *   repositories: { app: { push: ["arn:aws:iam::111111111111:role/cicd-role"], pull: ["222222222222"] } },
 * });
 * Object.keys(plan.spokes); // ["111111111111", "123456789012", "222222222222"]
 * ```
 */
export function planRegistry(topology: RegistryTopology, options: PlanOptions = {}): RegistryPlan {
  const { keyArn, isUnresolved } = checkedOptions(options, "the plan", "options");
  const findings = new FindingList();
  const resolved = readTopology(topology, "", { findings, isUnresolved });
  if (keyArn !== undefined && resolved) checkKeyArn(keyArn, "keyArn", resolved, { findings, isUnresolved });
  const plan = planOf(findings.orThrow("the topology", resolved), keyArn, findings);
  findings.throwIfAny("the topology");
  return plan;
}

function planOf(topology: ResolvedTopology, keyArn: string | undefined, findings: FindingList): RegistryPlan {
  const { key, repositories } = hubDocumentsOf(topology, asItIs, findings);
  const granted = rightsByGrantee(topology);
  const identitiesOf = identityFinder(granted);
  const withPolicies = identityPlanner(topology, keyArn);
  const spokes = accountsOf(granted).map((accountId) => [accountId, withPolicies(identitiesOf(accountId))] as const);
  const policies = spokes.flatMap(([accountId, identities]) => measuredIdentities(accountId, identities));
  checkSizes(policies, topology.kmsAccess, asItIs, findings);
  for (const [accountId, identities] of spokes) checkPolicyCounts(accountId, identities, "repositories", findings);
  return {
    key,
    repositories: Object.fromEntries(repositories.map((repository) => [repository.name, repository])),
    spokes: Object.fromEntries(spokes),
    sizes: [
      measured("key policy", "key-policy", key.policy, ""),
      ...measuredRepositories(repositories),
      ...policies,
    ].map(({ size }) => size),
  };
}

/** The topology is what the caller gave: paths below it are the caller's own. */
function asItIs(path: string): string {
  return path;
}
