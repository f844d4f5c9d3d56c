import { LOGIN_ACTIONS, PULL_ACTIONS, PULL_THROUGH_ACTIONS } from "../aws/actions";
import type { RegistryLocation } from "../aws/arn";
import { compareText } from "../base/canonical";
import type { IdentityPolicy, RepositoryPolicy } from "../policies/document";
import { policyDocument } from "../policies/document";
import type { TopologyGrantee } from "../grantees/grantee-table";
import { allow } from "../policies/statement";
import { union } from "../access/image-rights";
import type { PrincipalStrategy } from "../grantees/principal-clauses";
import { principalClauses, withoutCovered } from "../grantees/principal-clauses";
import type { ResolvedCacheRule } from "./read";
import type { RegistryPolicyStatement } from "../policies/registry-policy";
import { repositoriesBelow } from "../aws/repository-prefix";
import type { IdentityPolicyStatement, RepositoryPolicyStatement } from "../policies/statement";

/** The policy of the cached repositories of one rule; `undefined` when it names nobody. */
export function cachedRepositoryPolicy(
  { pull }: ResolvedCacheRule,
  principalStrategy: PrincipalStrategy,
): RepositoryPolicy | undefined {
  const statements = principalClauses(pull, { principalStrategy }).map(
    ({ sidSuffix, principal, condition }): RepositoryPolicyStatement => ({
      Sid: `AllowPull${sidSuffix}`,
      Effect: "Allow",
      Principal: principal,
      Action: PULL_ACTIONS,
      ...(condition ? { Condition: condition } : {}),
    }),
  );
  return statements.length > 0 ? policyDocument(statements) : undefined;
}

/**
 * The statements of the registry policy that let others pull through: rules with the same grantees share theirs.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create-pullthroughcache.html
 */
export function pullThroughStatementsOf(
  rules: readonly ResolvedCacheRule[],
  location: RegistryLocation,
  principalStrategy: PrincipalStrategy,
): readonly RegistryPolicyStatement[] {
  const groups = byGrantees(rules);
  return groups.flatMap(({ pull, prefixes }, index) =>
    principalClauses(pull, { principalStrategy }).map(({ sidSuffix, principal, condition }) => ({
      Sid: `AllowPullThrough${sidSuffix}${groups.length > 1 ? index + 1 : ""}`,
      Effect: "Allow" as const,
      Principal: principal,
      Action: PULL_THROUGH_ACTIONS,
      Resource: prefixes.map((prefix) => repositoriesBelow(location, prefix)),
      ...(condition ? { Condition: condition } : {}),
    })),
  );
}

interface RuleGroup {
  readonly pull: readonly TopologyGrantee[];
  readonly prefixes: readonly string[];
}

function byGrantees(rules: readonly ResolvedCacheRule[]): readonly RuleGroup[] {
  const groups = new Map<string, { pull: readonly TopologyGrantee[]; prefixes: string[] }>();
  for (const { prefix, pull } of rules) {
    const named = withoutCovered(pull);
    if (named.length === 0) continue;
    const key = named.map(({ value }) => value).join("\n");
    const group = groups.get(key);
    if (group) group.prefixes.push(prefix);
    else groups.set(key, { pull: named, prefixes: [prefix] });
  }
  return [...groups.values()];
}

/**
 * The IAM policy of each grantee: it signs in, pulls, and brings in what is not cached yet. It needs no KMS permission:
 * ECR makes the repository with the role of the template, and reads and writes through its own grants.
 *
 * @param tagged - Whether the template tags repositories: then AWS asks the one who pulls for `ecr:TagResource` too.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
 */
export function pullThroughPolicies(
  rules: readonly ResolvedCacheRule[],
  location: RegistryLocation,
  tagged: boolean,
): Readonly<Record<string, IdentityPolicy>> {
  const actions = union(PULL_ACTIONS, PULL_THROUGH_ACTIONS, tagged ? ["ecr:TagResource"] : []);
  const resources = new Map<string, string[]>();
  for (const { prefix, pull } of rules) {
    for (const { value } of pull) {
      const own = resources.get(value);
      if (own) own.push(repositoriesBelow(location, prefix));
      else resources.set(value, [repositoriesBelow(location, prefix)]);
    }
  }
  const policies = [...resources]
    .sort(([a], [b]) => compareText(a, b))
    .map(([value, repositories]) => [
      value,
      policyDocument<IdentityPolicyStatement>([
        allow("Login", LOGIN_ACTIONS, ["*"]),
        allow("PullThroughCache", actions, repositories),
      ]),
    ]);
  return Object.fromEntries(policies) as Readonly<Record<string, IdentityPolicy>>;
}
