import type { TopologyGrantee } from "./grantee-table";
import type { ClauseShape } from "./kinds";
import { kindFacts } from "./kinds";
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
 * The fewest clauses that name exactly the grantees given, AWS services excepted: one for whole accounts (and
 * unresolved values, which AWS accepts as account ids and as ARNs), one for roles and users, one for organizations, one
 * for organization paths.
 *
 * @param grantees - In canonical order.
 */
export function principalClauses(
  grantees: readonly TopologyGrantee[],
  context: ClauseContext,
): readonly PrincipalClause[] {
  const alike: Readonly<Record<ClauseShape, TopologyGrantee[]>> = {
    accounts: [],
    principals: [],
    organizations: [],
    "organization-paths": [],
    services: [],
  };
  for (const grantee of withoutCovered(grantees)) alike[kindFacts(grantee).clause].push(grantee);
  return CLAUSE_SHAPES.flatMap((shape) => CLAUSES[shape](alike[shape], context.principalStrategy));
}

type ClauseMaker = (grantees: readonly TopologyGrantee[], strategy: PrincipalStrategy) => readonly PrincipalClause[];

/** The clauses for all grantees of one shape, in the order in which they stand in a policy. */
const CLAUSES: Readonly<Record<ClauseShape, ClauseMaker>> = {
  accounts: (whole) =>
    whole.length > 0 ? [{ sidSuffix: "Accounts", principal: { AWS: whole.map(({ root }) => root) } }] : [],
  principals: namedClauses,
  organizations: (grantees) => anyoneIf("Organizations", "StringEquals", "aws:PrincipalOrgID", grantees),
  "organization-paths": (grantees) =>
    anyoneIf("OrganizationPaths", "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", grantees),
  // What a service needs differs by service: its statements are made where its actions are known.
  services: () => [],
};

const CLAUSE_SHAPES = Object.keys(CLAUSES) as readonly ClauseShape[];

function namedClauses(named: readonly TopologyGrantee[], strategy: PrincipalStrategy): readonly PrincipalClause[] {
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
  grantees: readonly TopologyGrantee[],
): readonly PrincipalClause[] {
  const values = grantees.map(({ value }) => value);
  return values.length > 0
    ? [{ sidSuffix, principal: { AWS: ["*"] }, condition: { [operator]: { [key]: values } } }]
    : [];
}

/** Roles and users need not be named in addition to their whole account. */
export function withoutCovered(grantees: readonly TopologyGrantee[]): readonly TopologyGrantee[] {
  const accounts = new Set<string>();
  for (const { kind, value } of grantees) if (kind === "account") accounts.add(value);
  if (accounts.size === 0) return grantees;
  return grantees.filter((grantee) => {
    const accountId = coveringAccount(grantee);
    return accountId === undefined || !accounts.has(accountId);
  });
}

/** The account among whose rights those of a grantee are; `undefined` for one that stands for itself. */
export function coveringAccount(grantee: TopologyGrantee): string | undefined {
  return kindFacts(grantee).isCoveredByAccount && "accountId" in grantee ? grantee.accountId : undefined;
}
