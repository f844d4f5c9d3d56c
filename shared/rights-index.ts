import { compareText } from "./canonical";
import type { Grantee, ParsedGrantee } from "./grantee";
import { parseGrantee } from "./grantee";
import type { IdentityRights } from "./identity-policies";
import type { ResolvedTopology } from "./resolved-topology";

/** What one grantee may do, with who it is. */
export interface GrantedRights {
  readonly grantee: Exclude<ParsedGrantee, { kind: "unresolved" }>;
  readonly rights: Required<IdentityRights>;
}

/**
 * What each grantee of a topology may do, each grantee understood once. Roles and users of one account that differ only in
 * their path are one: IAM has no two of a name.
 */
export function rightsByGrantee(topology: ResolvedTopology): readonly GrantedRights[] {
  const { creators, keyAdministrators, repositories } = topology;
  const found = new Map<string, { grantee: GrantedRights["grantee"]; rights: MutableRights }>();
  const rightsOf = (grantee: Grantee): MutableRights | undefined => {
    const parsed = topology.isUnresolved(grantee) ? undefined : parseGrantee(grantee);
    if (parsed === undefined || parsed.kind === "unresolved") return undefined;
    const key = identityKey(parsed);
    const entry = found.get(key) ?? {
      grantee: parsed,
      rights: { push: [], pull: [], create: [], administerKey: false },
    };
    found.set(key, entry);
    return entry.rights;
  };
  const names = Object.keys(repositories);
  for (const creator of creators) {
    const rights = rightsOf(creator);
    if (rights) rights.create = names;
  }
  for (const administrator of keyAdministrators) {
    const rights = rightsOf(administrator);
    if (rights) rights.administerKey = true;
  }
  for (const [name, { push, pull, lambda }] of Object.entries(repositories)) {
    for (const grantee of push) addOnce(rightsOf(grantee)?.push, name);
    for (const grantee of [...pull, ...lambda]) addOnce(rightsOf(grantee)?.pull, name);
  }
  return [...found.values()];
}

/** The rights of several grantees together, in the order of the repositories' names. */
export function joinRights(all: readonly GrantedRights[]): Required<IdentityRights> {
  const names = (right: "push" | "pull" | "create"): readonly string[] =>
    [...new Set(all.flatMap(({ rights }) => rights[right]))].sort(compareText);
  return {
    push: names("push"),
    pull: names("pull"),
    create: names("create"),
    administerKey: all.some(({ rights }) => rights.administerKey),
  };
}

interface MutableRights {
  push: string[];
  pull: string[];
  create: readonly string[];
  administerKey: boolean;
}

/** Repositories come one after another, so a name that is there already is the last one. */
function addOnce(names: string[] | undefined, name: string): void {
  if (names !== undefined && names.at(-1) !== name) names.push(name);
}

function identityKey(grantee: GrantedRights["grantee"]): string {
  if (grantee.kind === "role" || grantee.kind === "user") return `${grantee.kind} ${grantee.accountId} ${grantee.name}`;
  return grantee.value;
}
