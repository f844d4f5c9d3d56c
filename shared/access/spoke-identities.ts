import { compareText } from "../base/canonical";
import type { GrantedRights, IdentityRights } from "./rights";
import { joinRights } from "./rights";

/** One principal of an account, or the account as a whole, and what the topology lets it do. */
export interface SpokeIdentity {
  readonly name: string;
  readonly kind: "account" | "role" | "user";
  readonly rights: IdentityRights;
}

/** Every account that the grantees name, in order. */
export function accountsOf(granted: readonly GrantedRights[]): readonly string[] {
  const accounts = granted.flatMap(({ holder }) => ("accountId" in holder ? [holder.accountId] : []));
  return [...new Set(accounts)].sort(compareText);
}

/**
 * The identities of each account: the account as a whole, when the topology grants it something (or an organization,
 * which is taken to hold the account), and each role and user that the topology names, with its own rights only.
 *
 * @returns A function from account id to identities. When it is given names of roles, it returns those: one that the
 * topology does not name gets what the account may push and pull, never more.
 */
export function identityFinder(
  granted: readonly GrantedRights[],
): (accountId: string, roles?: readonly string[]) => readonly SpokeIdentity[] {
  const anywhere = granted.filter(({ holder }) => holder.kind === "members");
  const byAccount = groupByAccount(granted);
  return (accountId, roles) => {
    const here = byAccount.get(accountId) ?? [];
    const account = joinRights([...here.filter(({ holder }) => holder.kind === "account"), ...anywhere]);
    const named = here.flatMap(({ holder, rights }) =>
      "name" in holder ? [{ kind: holder.kind, name: holder.name, rights }] : [],
    );
    if (roles !== undefined) {
      const shared = { push: account.push, pull: account.pull };
      return roles.map((name) => ({
        kind: "role",
        name,
        rights: named.find((each) => each.kind === "role" && each.name === name)?.rights ?? shared,
      }));
    }
    const sorted = named.sort((a, b) => compareText(`${a.kind}/${a.name}`, `${b.kind}/${b.name}`));
    return hasRights(account) ? [{ kind: "account", name: "account", rights: account }, ...sorted] : sorted;
  };
}

function groupByAccount(granted: readonly GrantedRights[]): ReadonlyMap<string, readonly GrantedRights[]> {
  const groups = new Map<string, GrantedRights[]>();
  for (const each of granted) {
    if (!("accountId" in each.holder)) continue;
    const { accountId } = each.holder;
    const group = groups.get(accountId);
    if (group) group.push(each);
    else groups.set(accountId, [each]);
  }
  return groups;
}

function hasRights({ push = [], pull = [], create = [], administerKey = false }: IdentityRights): boolean {
  return push.length + pull.length + create.length > 0 || administerKey;
}
