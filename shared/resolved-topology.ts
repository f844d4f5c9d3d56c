import { compareText, canonicalList } from "./canonical";
import { withAliasPrefix } from "./alias-name";
import type { RegistryLocation } from "./arn";
import { parseGrantee } from "./grantee";
import type { ClauseContext } from "./principal-clauses";
import { partitionOf } from "./partition";
import type { RegistryTopology, RepositoryAccess } from "./topology";
import { DEFAULT_KEY_ALIAS } from "./topology";
import type { IsUnresolved } from "./unresolved";

/** A topology with every default filled in and every list and map in canonical order. */
export interface ResolvedTopology extends Required<RegistryTopology>, RegistryLocation, ClauseContext {
  readonly repositories: Readonly<Record<string, Required<RepositoryAccess>>>;
}

/** Fills in the defaults. Expects a topology that has been checked. */
export function resolveTopology(topology: RegistryTopology, isUnresolved: IsUnresolved): ResolvedTopology {
  const list = (values: readonly string[] | undefined): readonly string[] =>
    canonicalList(
      (values ?? []).map((value) => shortest(value, isUnresolved)),
      isUnresolved,
    );
  const repositories = Object.entries(topology.repositories)
    .sort(([a], [b]) => compareText(a, b))
    .map(
      ([name, access]) =>
        [name, { push: list(access.push), pull: list(access.pull), lambda: list(access.lambda) }] as const,
    );
  return {
    region: topology.region,
    partition: topology.partition ?? partitionOf(topology.region),
    registryAccountId: topology.registryAccountId,
    keyAccountId: topology.keyAccountId ?? topology.registryAccountId,
    keyAlias: fullAlias(topology.keyAlias ?? DEFAULT_KEY_ALIAS, isUnresolved),
    repositories: Object.fromEntries(repositories),
    creators: list(topology.creators ?? [topology.registryAccountId]),
    keyAdministrators: list(topology.keyAdministrators),
    kmsAccess: topology.kmsAccess ?? "key-policy",
    principalStrategy: topology.principalStrategy ?? "arn-condition",
    isUnresolved,
  };
}

/** A name that is known only at deployment is taken as it is: whoever gives the name of an alias resource gives the prefix too. */
function fullAlias(name: string, isUnresolved: IsUnresolved): string {
  return isUnresolved(name) ? name : withAliasPrefix(name);
}

/** An account root written as an ARN is the account. */
function shortest(value: string, isUnresolved: IsUnresolved): string {
  return isUnresolved(value) ? value : (parseGrantee(value)?.value ?? value);
}
