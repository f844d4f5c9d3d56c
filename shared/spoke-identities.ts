import { compareText } from "./canonical";
import type { Grantee, ParsedGrantee } from "./grantee";
import { parseGrantee } from "./grantee";
import type { IdentityRights } from "./identity-policies";
import type { ResolvedTopology } from "./resolved-topology";

/** One principal of an account, or the account as a whole, and what the topology lets it do. */
export interface SpokeIdentity {
  readonly name: string;
  readonly kind: "account" | "role" | "user";
  readonly rights: IdentityRights;
}

/** Every account that the topology names, in order. */
export function accountsOf(topology: ResolvedTopology): readonly string[] {
  const parsed = allGrantees(topology).map((grantee) => parse(grantee, topology));
  const accounts = parsed.flatMap((each) => (each !== undefined && "accountId" in each ? [each.accountId] : []));
  return [...new Set(accounts)].sort(compareText);
}

/**
 * The identities of one account: the account as a whole, when the topology grants it something (or an organization, which is
 * taken to hold the account), and each role and user that the topology names, with its own rights only.
 *
 * @param roles - Names of the roles to give policies to; one that the topology does not name gets what the account may push
 * and pull, never more. @default - the account as a whole and the roles and users that the topology names
 */
export function identitiesOf(
  topology: ResolvedTopology,
  accountId: string,
  roles?: readonly string[],
): readonly SpokeIdentity[] {
  const account = rightsOf(topology, (grantee) => isWhole(grantee, accountId));
  const ownRights = (kind: "role" | "user", name: string): IdentityRights =>
    rightsOf(topology, (grantee) => grantee.kind === kind && grantee.accountId === accountId && grantee.name === name);
  if (roles !== undefined) {
    return roles.map((name) => {
      const own = ownRights("role", name);
      return {
        kind: "role",
        name,
        rights: hasRights(own) ? own : { push: account.push ?? [], pull: account.pull ?? [] },
      };
    });
  }
  const named = namedPrincipals(topology, accountId).map(({ kind, name }) => ({
    kind,
    name,
    rights: ownRights(kind, name),
  }));
  return hasRights(account) ? [{ kind: "account", name: "account", rights: account }, ...named] : named;
}

/** Whether there is anything in the rights. */
export function hasRights({ push = [], pull = [], create = [], administerKey = false }: IdentityRights): boolean {
  return push.length + pull.length + create.length > 0 || administerKey;
}

function rightsOf(topology: ResolvedTopology, matches: (grantee: ParsedGrantee) => boolean): IdentityRights {
  const any = (grantees: readonly Grantee[]): boolean =>
    grantees.some((grantee) => {
      const parsed = parse(grantee, topology);
      return parsed !== undefined && matches(parsed);
    });
  const names = Object.keys(topology.repositories);
  const granted = (name: string, right: "push" | "pull" | "lambda"): boolean =>
    any(topology.repositories[name]?.[right] ?? []);
  return {
    push: names.filter((name) => granted(name, "push")),
    pull: names.filter((name) => granted(name, "pull") || granted(name, "lambda")),
    create: any(topology.creators) ? names : [],
    administerKey: any(topology.keyAdministrators),
  };
}

function namedPrincipals(
  topology: ResolvedTopology,
  accountId: string,
): readonly { kind: "role" | "user"; name: string }[] {
  const byKey = new Map<string, { kind: "role" | "user"; name: string }>();
  for (const grantee of allGrantees(topology)) {
    const parsed = parse(grantee, topology);
    if (parsed === undefined || !(parsed.kind === "role" || parsed.kind === "user") || parsed.accountId !== accountId)
      continue;
    byKey.set(`${parsed.kind}/${parsed.name}`, { kind: parsed.kind, name: parsed.name });
  }
  return [...byKey.entries()].sort(([a], [b]) => compareText(a, b)).map(([, principal]) => principal);
}

function allGrantees({ repositories, creators, keyAdministrators }: ResolvedTopology): readonly Grantee[] {
  return [
    ...creators,
    ...keyAdministrators,
    ...Object.values(repositories).flatMap(({ push, pull, lambda }) => [...push, ...pull, ...lambda]),
  ];
}

function parse(grantee: Grantee, { isUnresolved }: ResolvedTopology): ParsedGrantee | undefined {
  return isUnresolved(grantee) ? undefined : parseGrantee(grantee);
}

function isWhole(grantee: ParsedGrantee, accountId: string): boolean {
  if (grantee.kind === "account") return grantee.accountId === accountId;
  return grantee.kind === "organization" || grantee.kind === "organization-path";
}
