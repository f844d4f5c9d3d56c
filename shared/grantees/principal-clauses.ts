import type { NamedGrantee } from "./covered-grantees";
import { isNamed, withoutCovered } from "./covered-grantees";
import type { TopologyGrantee } from "./grantee-table";
import type { Condition, Principal } from "../policies/statement";

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
  readonly principalStrategy: PrincipalStrategy;
}

/**
 * The fewest clauses that name exactly the grantees given, AWS services aside: one for whole accounts (and values known only
 * later, which AWS takes as account ids or ARNs alike), one for roles and users, one for organizations, one for organization
 * paths.
 *
 * @param grantees - In canonical order.
 */
export function principalClauses(
  grantees: readonly TopologyGrantee[],
  context: ClauseContext,
): readonly PrincipalClause[] {
  const whole: string[] = [];
  const named: NamedGrantee[] = [];
  const organizations: string[] = [];
  const paths: string[] = [];
  for (const grantee of withoutCovered(grantees)) {
    if (isNamed(grantee)) named.push(grantee);
    else if (grantee.kind === "organization") organizations.push(grantee.value);
    else if (grantee.kind === "organization-path") paths.push(grantee.value);
    else if (grantee.kind !== "service") whole.push(grantee.root);
  }
  return [
    ...(whole.length > 0 ? [{ sidSuffix: "Accounts", principal: { AWS: whole } }] : []),
    ...namedClauses(named, context.principalStrategy),
    ...anyoneIf("Organizations", "StringEquals", "aws:PrincipalOrgID", organizations),
    ...anyoneIf("OrganizationPaths", "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", paths),
  ];
}

function namedClauses(named: readonly NamedGrantee[], strategy: PrincipalStrategy): readonly PrincipalClause[] {
  if (named.length === 0) return [];
  const arns = named.map(({ value }) => value);
  if (strategy === "exact") return [{ sidSuffix: "Principals", principal: { AWS: arns } }];
  return [
    {
      sidSuffix: "Principals",
      principal: { AWS: [...new Set(named.map(({ root }) => root))] },
      condition: { ArnEquals: { "aws:PrincipalArn": arns } },
    },
  ];
}

/** Everyone, on the condition of an organization. */
function anyoneIf(
  sidSuffix: string,
  operator: string,
  key: string,
  values: readonly string[],
): readonly PrincipalClause[] {
  return values.length > 0
    ? [{ sidSuffix, principal: { AWS: ["*"] }, condition: { [operator]: { [key]: values } } }]
    : [];
}
