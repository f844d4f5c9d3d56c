import type { IdentityPolicy, KeyPolicy, RepositoryPolicy } from "./document";
import type { DocumentSize } from "./document-size";
import { checkSizes, documentSize } from "./document-size";
import { checkKeyArn } from "./check-values";
import { checkedTopology } from "./checked-topology";
import { FindingList } from "./findings";
import { identityPoliciesOf } from "./identity-policies";
import { keyPolicyOf } from "./key-policy";
import { repositoryArn } from "./arn";
import { repositoryPolicyOf } from "./repository-policy";
import type { ResolvedTopology } from "./resolved-topology";
import { rightsByGrantee } from "./rights-index";
import type { SpokeIdentity } from "./spoke-identities";
import { accountsOf, identityFinder } from "./spoke-identities";
import type { RegistryTopology } from "./topology";
import type { IsUnresolved } from "./unresolved";
import { allResolved } from "./unresolved";

/** What a plan may be told beside the topology. */
export interface PlanOptions {
  /** The ARN of the key. @default - documents name the key by its alias (`kms:ResourceAliases`) */
  readonly keyArn?: string;
  /** Tells values that are known only at deployment. @default - none are */
  readonly isUnresolved?: IsUnresolved;
}

/** One repository of a plan. */
export interface PlannedRepository {
  readonly name: string;
  readonly arn: string;
  /** Absent when the topology names nobody for this repository. */
  readonly policy?: RepositoryPolicy;
}

/** The IAM policies of one principal, or of a whole account. */
export interface PlannedIdentity {
  /** `"account"`, or the name of the role or user: unique within the account and kind. */
  readonly name: string;
  readonly kind: "account" | "role" | "user";
  readonly policies: readonly IdentityPolicy[];
}

/** Everything that follows from a topology. */
export interface RegistryPlan {
  readonly key: { readonly aliasName: string; readonly policy: KeyPolicy };
  /** Repository name → its plan, in the order of the names. */
  readonly repositories: Readonly<Record<string, PlannedRepository>>;
  /** Account id → the identities that need IAM policies there. Includes the registry and key accounts. */
  readonly spokes: Readonly<Record<string, readonly PlannedIdentity[]>>;
  /** The size of each document beside its limit. */
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
  const { keyArn, isUnresolved = allResolved } = options;
  const findings = new FindingList();
  const resolved = checkedTopology(topology, isUnresolved);
  if (keyArn !== undefined) checkKeyArn(keyArn, "keyArn", resolved, { findings, isUnresolved });
  const plan = planOf(resolved, keyArn);
  checkSizes(plan.sizes, findings);
  findings.throwIfAny("the topology");
  return plan;
}

/** The plan of a topology that has been checked; sizes are measured, not judged. */
export function planOf(topology: ResolvedTopology, keyArn: string | undefined): RegistryPlan {
  const policy = keyPolicyOf(topology);
  const repositories = Object.keys(topology.repositories).map((name): PlannedRepository => {
    const repositoryPolicy = repositoryPolicyOf(topology, name);
    return { name, arn: repositoryArn(topology, name), ...(repositoryPolicy ? { policy: repositoryPolicy } : {}) };
  });
  const granted = rightsByGrantee(topology);
  const identitiesOf = identityFinder(granted);
  const spokes = accountsOf(granted).map(
    (accountId) => [accountId, withPolicies(topology, identitiesOf(accountId), keyArn)] as const,
  );
  return {
    key: { aliasName: topology.keyAlias, policy },
    repositories: Object.fromEntries(repositories.map((repository) => [repository.name, repository])),
    spokes: Object.fromEntries(spokes),
    sizes: [
      documentSize("key policy", "key-policy", policy),
      ...repositories.flatMap((each) =>
        each.policy ? [documentSize(`repository policy of ${each.name}`, "repository-policy", each.policy)] : [],
      ),
      ...spokes.flatMap(([accountId, identities]) => identitySizes(accountId, identities)),
    ],
  };
}

/** The identities of one account with their policies. */
export function planIdentities(
  topology: ResolvedTopology,
  accountId: string,
  keyArn: string | undefined,
  roles?: readonly string[],
): readonly PlannedIdentity[] {
  return withPolicies(topology, identityFinder(rightsByGrantee(topology))(accountId, roles), keyArn);
}

function withPolicies(
  topology: ResolvedTopology,
  identities: readonly SpokeIdentity[],
  keyArn: string | undefined,
): readonly PlannedIdentity[] {
  return identities.map(({ name, kind, rights }) => ({
    name,
    kind,
    policies: identityPoliciesOf(topology, rights, keyArn),
  }));
}

/** The sizes of the documents of one account. */
export function identitySizes(accountId: string, identities: readonly PlannedIdentity[]): readonly DocumentSize[] {
  return identities.flatMap(({ kind, name, policies }) =>
    policies.map((policy, index) => {
      const part = policies.length > 1 ? ` (${index + 1} of ${policies.length})` : "";
      const who = kind === "account" ? `account ${accountId}` : `${kind} ${name} of ${accountId}`;
      return documentSize(`IAM policy for ${who}${part}`, "identity-policy", policy);
    }),
  );
}
