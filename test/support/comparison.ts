import { isDeepStrictEqual } from "node:util";
import type { KeyGrant, RegistryTopology } from "ecr-kms";
import { planRegistry } from "ecr-kms";
import type { StoredGrant, StoredPolicy } from "./read-back";
import { AccountReader } from "./read-back";

/** One thing that was planned, beside what AWS says about it. */
export interface Comparison {
  readonly accountId: string;
  /** What it is, for example `policy of repository orders`. */
  readonly what: string;
  readonly planned: unknown;
  readonly deployed: unknown;
}

/** What a program deploys. */
export interface Deployed {
  readonly topology: RegistryTopology;
  /** The roles that were given policies. */
  readonly roles: readonly { readonly accountId: string; readonly roleName: string }[];
  /** Whether the IAM policies name the key by its ARN instead of its alias. @default false */
  readonly byKeyArn?: boolean;
}

/** Reads everything that a program deployed, each in the account to which it belongs, and puts the plan beside it. */
export async function compareWithPlan(
  endpoint: string,
  { topology, roles, byKeyArn = false }: Deployed,
): Promise<readonly Comparison[]> {
  const keyAccountId = topology.keyAccountId ?? topology.registryAccountId;
  const keyReader = await AccountReader.enter(endpoint, topology.region, keyAccountId);
  const key = await keyReader.readKey(planRegistry(topology).key.aliasName);
  const plan = planRegistry(topology, byKeyArn ? { keyArn: key.arn } : {});
  const comparisons: Comparison[] = [
    { accountId: keyAccountId, what: "key policy", planned: plan.key.policy, deployed: key.policy },
    { accountId: keyAccountId, what: "alias", planned: [plan.key.aliasName], deployed: key.aliases },
    { accountId: keyAccountId, what: "rotation", planned: { enabled: true }, deployed: key.rotation },
    {
      accountId: keyAccountId,
      what: "grants on the key",
      planned: grantsInOrder(plan.key.grants),
      deployed: distinct(grantsInOrder(await keyReader.readGrants(key.arn))),
    },
  ];

  const registry = await AccountReader.enter(endpoint, topology.region, topology.registryAccountId);
  for (const { name, arn, policy } of Object.values(plan.repositories)) {
    const add = (what: string, planned: unknown, deployed: unknown): number =>
      comparisons.push({ accountId: topology.registryAccountId, what, planned, deployed });
    const safe = { arn, encryptionType: "KMS", keyArn: key.arn, tagMutability: "IMMUTABLE", scanOnPush: true };
    add(`repository ${name}`, safe, await registry.readRepository(name));
    if (policy) add(`policy of repository ${name}`, policy, await registry.readRepositoryPolicy(name));
  }

  for (const { accountId, roleName } of roles) {
    const reader = await AccountReader.enter(endpoint, topology.region, accountId);
    const planned =
      plan.spokes[accountId]?.find(({ kind, name }) => kind === "role" && name === roleName)?.policies ?? [];
    const what = `IAM policies of role ${roleName}`;
    comparisons.push({
      accountId,
      what,
      planned: inOrder(planned),
      deployed: inOrder(await reader.readRolePolicies(roleName)),
    });
  }
  return comparisons;
}

/** Whether AWS has what was planned. The order of keys in a JSON object means nothing, the order of a list does. */
export function matches({ planned, deployed }: Comparison): boolean {
  return isDeepStrictEqual(planned, deployed);
}

/** AWS lists the policies of a role in an order of its own. */
function inOrder(policies: readonly (StoredPolicy | object)[]): readonly object[] {
  const sid = (policy: object): string =>
    JSON.stringify((policy as { Statement?: readonly { Sid?: string }[] }).Statement?.map(({ Sid }) => Sid));
  return [...policies].sort((a, b) => (sid(a) < sid(b) ? -1 : 1));
}

/** What a grant says, without the names that only we have for it. KMS lists grants and operations in an order of its own. */
function grantsInOrder(grants: readonly (KeyGrant | StoredGrant)[]): readonly object[] {
  return grants
    .map(({ name = "", granteePrincipal, operations, encryptionContext }) => ({
      name,
      granteePrincipal,
      operations: [...operations].sort(),
      encryptionContext,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * Sorted grants, each once. To KMS the same request with the same name is the same grant, on which the provider may rely when it tries
 * again; the emulator makes another one.
 */
function distinct(sorted: readonly object[]): readonly object[] {
  return sorted.filter((grant, index) => !isDeepStrictEqual(grant, sorted[index - 1]));
}
