import type { Principal } from "../../model/access-model";
import { parsePrincipalArn } from "../../policy/principal-arn";
import type { RegistryPlan, RegistryTopology } from "../../../shared";

/**
 * The roles and users that a topology names, with the IAM policies planned for them. Accounts and organizations are not among
 * them: who uses their rights is not in a topology.
 *
 * @param path - The file as the user named it.
 */
export function plannedPrincipals(
  topology: RegistryTopology,
  { spokes }: RegistryPlan,
  path: string,
): readonly Principal[] {
  const named = new Map<string, NamedPrincipal>();
  for (const { grantee, address } of grantees(topology)) {
    const principal = parsePrincipalArn(grantee);
    if (principal === undefined) continue;
    const key = `${principal.accountId} ${principal.kind} ${principal.name}`;
    if (!named.has(key)) named.set(key, { arn: grantee, address });
  }
  return Object.entries(spokes).flatMap(([accountId, identities]) =>
    identities.flatMap(({ kind, name, policies }) => {
      const where = named.get(`${accountId} ${kind} ${name}`);
      if (kind === "account" || where === undefined) return [];
      const source = { input: path, address: where.address };
      return [{ arn: where.arn, kind, accountId, name, source, policies: documents(kind, name, policies, source) }];
    }),
  );
}

interface NamedPrincipal {
  readonly arn: string;
  /** Where the topology names it first. */
  readonly address: string;
}

function documents(
  kind: string,
  name: string,
  policies: RegistryPlan["spokes"][string][number]["policies"],
  source: NonNullable<Principal["source"]>,
): Principal["policies"] {
  return policies.map((policy, index) => ({
    name: `IAM policy ${policies.length === 1 ? "" : `${index + 1} of ${policies.length} `}of ${kind} ${name}`,
    source,
    policy,
  }));
}

function grantees(topology: RegistryTopology): readonly { readonly grantee: string; readonly address: string }[] {
  const at = (list: readonly string[] | undefined, address: string): ReturnType<typeof grantees> =>
    (list ?? []).map((grantee, index) => ({ grantee, address: `${address}[${index}]` }));
  return [
    ...Object.entries(topology.repositories).flatMap(([name, { push, pull }]) => [
      ...at(push, `${repositoryAddress(name)}.push`),
      ...at(pull, `${repositoryAddress(name)}.pull`),
    ]),
    ...at(topology.creators, "creators"),
    ...at(topology.keyAdministrators, "keyAdministrators"),
  ];
}

/** Where a repository stands in a topology. */
export function repositoryAddress(name: string): string {
  return `repositories[${JSON.stringify(name)}]`;
}
