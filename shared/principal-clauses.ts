import { canonicalList } from "./canonical";
import type { Grantee, ParsedGrantee } from "./grantee";
import { parseGrantee } from "./grantee";
import { accountRootArn } from "./arn";
import type { Partition } from "./partition";
import type { Condition, Principal } from "./statement";
import type { IsUnresolved } from "./unresolved";

/**
 * How a policy names a role or user of its own or another account.
 *
 * - `"arn-condition"`: the account as principal, narrowed by `aws:PrincipalArn`. Works before the principal exists, so
 *   hub and spokes deploy in any order.
 * - `"exact"`: the ARN as principal. ECR and KMS refuse it until the principal exists, and it stops matching when the
 *   principal is deleted and made anew.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export type PrincipalStrategy = "arn-condition" | "exact";

/** The choices of `principalStrategy`. */
export const PRINCIPAL_STRATEGIES: readonly PrincipalStrategy[] = Object.freeze(["arn-condition", "exact"]);

/** Who a statement speaks of: its principal, the condition that goes with it, and what to add to its Sid. */
export interface PrincipalClause {
  readonly sidSuffix: string;
  readonly principal: Principal;
  readonly condition?: Condition;
}

/** What turning grantees into clauses depends on. */
export interface ClauseContext {
  readonly partition: Partition;
  readonly principalStrategy: PrincipalStrategy;
  readonly isUnresolved: IsUnresolved;
}

/**
 * The fewest clauses that name exactly the grantees given: one for whole accounts (and values known only later, which
 * AWS takes as account ids or ARNs alike), one for roles and users, one for organizations, one for organization paths.
 */
export function principalClauses(grantees: readonly Grantee[], context: ClauseContext): readonly PrincipalClause[] {
  const parsed = canonicalList(grantees, context.isUnresolved).map((value) => understood(value, context.isUnresolved));
  const valuesOf = (...kinds: readonly ParsedGrantee["kind"][]): readonly string[] =>
    canonicalList(
      parsed.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => value),
      context.isUnresolved,
    );

  const whole = valuesOf("account", "unresolved");
  const named = parsed.flatMap((each) => (each.kind === "role" || each.kind === "user" ? [each] : []));
  const organizations = valuesOf("organization");
  const paths = valuesOf("organization-path");

  return [
    ...(whole.length > 0
      ? [{ sidSuffix: "Accounts", principal: { AWS: whole.map((value) => rootOf(value, context)) } }]
      : []),
    ...(named.length > 0
      ? [
          namedClause(
            named.filter(({ accountId }) => !whole.includes(accountId)),
            context,
          ),
        ]
      : []),
    ...(organizations.length > 0
      ? [anyoneIf("Organizations", { StringEquals: { "aws:PrincipalOrgID": organizations } })]
      : []),
    ...(paths.length > 0
      ? [anyoneIf("OrganizationPaths", { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": paths } })]
      : []),
  ].flatMap((clause) => (clause === undefined ? [] : [clause]));
}

type NamedGrantee = Extract<ParsedGrantee, { kind: "role" | "user" }>;

function namedClause(named: readonly NamedGrantee[], context: ClauseContext): PrincipalClause | undefined {
  if (named.length === 0) return undefined;
  const arns = named.map(({ value }) => value);
  if (context.principalStrategy === "exact") return { sidSuffix: "Principals", principal: { AWS: arns } };
  const accounts = canonicalList(
    named.map(({ accountId }) => accountId),
    context.isUnresolved,
  );
  return {
    sidSuffix: "Principals",
    principal: { AWS: accounts.map((accountId) => accountRootArn(context.partition, accountId)) },
    condition: { ArnEquals: { "aws:PrincipalArn": arns } },
  };
}

function anyoneIf(sidSuffix: string, condition: Condition): PrincipalClause {
  return { sidSuffix, principal: { AWS: ["*"] }, condition };
}

function rootOf(value: string, { partition, isUnresolved }: ClauseContext): string {
  return isUnresolved(value) ? value : accountRootArn(partition, value);
}

function understood(value: string, isUnresolved: IsUnresolved): ParsedGrantee {
  const parsed = isUnresolved(value) ? undefined : parseGrantee(value);
  return parsed ?? { kind: "unresolved", value };
}
