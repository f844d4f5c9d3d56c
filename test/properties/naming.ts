import { organizationOf } from "./organizations";
import type { Membership } from "./scenario";

/** A role or user. */
export interface NamedPrincipal {
  /** Its ARN, path included: the value of `aws:PrincipalArn`. */
  readonly arn: string;
  readonly accountId: string;
  readonly principal: "role" | "user";
  /** Without the path: IAM has no two roles, and no two users, of one name. */
  readonly name: string;
}

/** Takes the ARN of a role or user apart. */
export function parsePrincipalArn(arn: string): NamedPrincipal | undefined {
  const match = /^arn:[\w-]+:iam::(\d{12}):(role|user)\/(?:.+\/)?([^/]+)$/.exec(arn);
  if (match === null) return undefined;
  const [, accountId = "", principal, name = ""] = match;
  return { arn, accountId, principal: principal as "role" | "user", name };
}

/** The account that a grantee means as a whole. */
function wholeAccount(grantee: string): string | undefined {
  return /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(grantee)?.[1];
}

/** Whether a grantee is this very role or user. */
export function namedBy(grantee: string, { arn }: NamedPrincipal): boolean {
  return grantee === arn;
}

/**
 * Whether a grantee names the role or user that has this name, in whatever path. The planned policies are attached by name,
 * and of several paths that a topology gives for one name at most one exists.
 */
export function namedByName(grantee: string, { accountId, principal, name }: NamedPrincipal): boolean {
  const other = parsePrincipalArn(grantee);
  return other !== undefined && other.accountId === accountId && other.principal === principal && other.name === name;
}

/** Whether a grantee is the account as a whole. */
export function coversAccount(grantee: string, accountId: string): boolean {
  return wholeAccount(grantee) === accountId;
}

/**
 * Whether a grantee is an organization that the account is a member of, or a path in one that the account stands in: a path
 * means the accounts directly in that unit, with `*` at its end also those in the units below.
 */
export function coversMember(grantee: string, accountId: string, membership: Membership): boolean {
  const path = membership[accountId];
  if (path === undefined) return false;
  if (!grantee.includes("/")) return grantee === organizationOf(path);
  return grantee.endsWith("*") ? path.startsWith(grantee.slice(0, -1)) : path === grantee;
}

/** Whether a grantee is an organization or a path in one, whoever its members are. */
export function isOrganization(grantee: string): boolean {
  return grantee.startsWith("o-");
}

/** How a list of grantees reaches a principal. */
export interface Naming {
  /** Its own ARN stands in the list. */
  readonly byArn: boolean;
  /** Its account as a whole stands in the list. */
  readonly byAccount: boolean;
  /** An organization, or a path in one, that its account is in stands in the list. */
  readonly byOrganization: boolean;
}

/** How a list of grantees reaches a principal. */
export function namingIn(list: readonly string[], caller: NamedPrincipal, membership: Membership): Naming {
  return {
    byArn: list.some((grantee) => namedBy(grantee, caller)),
    byAccount: list.some((grantee) => coversAccount(grantee, caller.accountId)),
    byOrganization: list.some((grantee) => coversMember(grantee, caller.accountId, membership)),
  };
}
