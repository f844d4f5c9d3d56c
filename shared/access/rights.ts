import { compareText } from "../base/canonical";
import type { TopologyGrantee } from "../grantees/grantee-table";
import type { PolicyHolder } from "../grantees/kinds";
import { kindFacts } from "../grantees/kinds";
import type { ResolvedTopology } from "../topology/resolved-topology";

/** What one principal may do. */
export interface IdentityRights {
  /** Names of repositories it pushes to. @default - none */
  readonly push?: readonly string[];
  /** Names of repositories it pulls from. @default - none */
  readonly pull?: readonly string[];
  /** Names of repositories it creates, manages and deletes. @default - none */
  readonly create?: readonly string[];
  /** Whether it manages the key. @default false */
  readonly administerKey?: boolean;
}

/** What one grantee may do, with whose IAM policies say so. */
export interface GrantedRights {
  readonly holder: PolicyHolder;
  readonly rights: Required<IdentityRights>;
}

/**
 * What each grantee of a topology may do. Roles and users of one account that differ only in their path are one: IAM
 * has no two of a name.
 */
export function rightsByGrantee(topology: ResolvedTopology): readonly GrantedRights[] {
  const { creators, keyAdministrators, repositories } = topology;
  const collected = new RightsCollector();
  const names = Object.keys(repositories);
  for (const creator of creators) {
    const rights = collected.of(creator);
    if (rights) rights.create = names;
  }
  for (const administrator of keyAdministrators) {
    const rights = collected.of(administrator);
    if (rights) rights.administerKey = true;
  }
  for (const [name, { push, pull, lambda }] of Object.entries(repositories)) {
    for (const grantee of push) addOnce(collected.of(grantee)?.push, name);
    for (const grantee of pull) addOnce(collected.of(grantee)?.pull, name);
    for (const grantee of lambda) addOnce(collected.of(grantee)?.pull, name);
  }
  return collected.all;
}

/** The rights of several grantees together, in the order of the repositories' names. */
export function joinRights(all: readonly GrantedRights[]): Required<IdentityRights> {
  const [first] = all;
  if (first !== undefined && all.length === 1) return first.rights;
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

/**
 * Collects rights by who holds them. A grantee that was seen before is found by its rank, without writing out who it
 * is.
 */
class RightsCollector {
  readonly #byRank: MutableRights[] = [];
  readonly #byHolder = new Map<string, { holder: PolicyHolder; rights: MutableRights }>();

  /** The rights of a grantee; `undefined` for one that has no IAM policies here. */
  of(grantee: TopologyGrantee): MutableRights | undefined {
    const known = this.#byRank[grantee.rank];
    if (known !== undefined) return known;
    const holder = kindFacts(grantee).policyHolder(grantee);
    if (holder === undefined) return undefined;
    const key = Object.values(holder).join(" ");
    const entry = this.#byHolder.get(key) ?? {
      holder,
      rights: { push: [], pull: [], create: [], administerKey: false },
    };
    this.#byHolder.set(key, entry);
    this.#byRank[grantee.rank] = entry.rights;
    return entry.rights;
  }

  get all(): readonly GrantedRights[] {
    return [...this.#byHolder.values()];
  }
}

/** Repositories come one after another, so a name that is there already is the last one. */
function addOnce(names: string[] | undefined, name: string): void {
  if (names !== undefined && names.at(-1) !== name) names.push(name);
}
