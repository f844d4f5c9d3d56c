import type { AccessModel, Alias, Grant, Key, Repository, Source, Principal } from "../../model/access-model";
import { type Unknown, unknown } from "../../policy/unknown";
import { withoutUndefined } from "../../toolkit/without-undefined";
import { partitionOf, type RegistryPlan, type RegistryTopology } from "../../../shared";
import { plannedTopology, type PlannedTopology } from "./planned-topology";
import { parsePrincipalArn } from "../../policy/principal-arn";

/**
 * What a topology would make, as a model: key, alias, repositories, the roles and users that it names and their IAM
 * policies. Those whom it names by account or organization only are left to whoever completes the model.
 *
 * @param topology - A `RegistryTopology`, or the `EncryptedRepositoryConfig` of one repository.
 * @param path - The file as the user named it.
 * @throws InputError with every finding
 */
export function modelFromTopology(topology: unknown, path: string): AccessModel {
  const planned = plannedTopology(topology, path);
  const { registryAccountId, keyAccountId = registryAccountId } = planned.topology;
  return {
    inputs: [{ kind: "topology", path }],
    accounts: [...new Set([registryAccountId, keyAccountId])].map((id) => ({ id })),
    keys: [plannedKey(planned, path)],
    aliases: planned.hasAlias ? [aliasOf(planned, path)] : [],
    repositories: repositoriesOf(planned, path),
    principals: plannedPrincipals(planned.topology, planned.plan, path),
    registryPolicies: [],
    grants: grantsOf(planned, path),
    gaps: [],
  };
}

/** Of a key that exists the topology says who may use it, and nothing about how it is kept. */
function plannedKey(planned: PlannedTopology, path: string): Key {
  const { topology, plan, keyArn, keySettings: settings, hasAlias, isProtected } = planned;
  const { region, registryAccountId, keyAccountId = registryAccountId } = topology;
  const source = at(path, settings === undefined ? "keyArn" : "key");
  const name = hasAlias ? plan.key.aliasName : keyArn;
  const said = {
    arn: keyArn,
    accountId: keyAccountId,
    region,
    source,
    name,
    manager: "customer" as const,
    policy: { name: `key policy of ${name}`, source, policy: plan.key.policy },
    policyIsDefault: false,
  };
  const unsaid = (what: string): Unknown => unknown(`${what} of ${keyArn}`);
  if (settings === undefined) {
    const use = { keySpec: unsaid("key spec"), keyUsage: unsaid("key usage") };
    return { ...said, ...use, state: unsaid("state"), rotation: unsaid("rotation") };
  }
  return withoutUndefined({
    ...said,
    isProtected,
    state: "Enabled" as const,
    rotation: settings.enableKeyRotation,
    rotationPeriodInDays: settings.rotationPeriodInDays,
    deletionWindowInDays: settings.deletionWindowInDays,
    multiRegion: settings.multiRegion,
    keySpec: "SYMMETRIC_DEFAULT",
    keyUsage: "ENCRYPT_DECRYPT",
    // A custom key store is one of AWS CloudHSM or an external one: its id does not say.
    origin: settings.customKeyStoreId === undefined ? "AWS_KMS" : undefined,
    bypassPolicyLockoutSafetyCheck: false,
  });
}

function aliasOf({ topology, plan, keyArn }: PlannedTopology, path: string): Alias {
  const { region, registryAccountId, keyAccountId = registryAccountId, partition = partitionOf(region) } = topology;
  const name = plan.key.aliasName;
  return {
    arn: `arn:${partition}:kms:${region}:${keyAccountId}:${name}`,
    accountId: keyAccountId,
    region,
    source: at(path, "keyAlias"),
    name,
    keyArn,
  };
}

function repositoriesOf(planned: PlannedTopology, path: string): readonly Repository[] {
  const { topology, plan, keyArn, repositorySettings: settings, isProtected } = planned;
  return Object.values(plan.repositories).map(({ name, arn, policy }) => {
    const source = at(path, repositoryAddress(name));
    return withoutUndefined({
      arn,
      accountId: topology.registryAccountId,
      region: topology.region,
      source,
      isProtected,
      name,
      encryption: { type: settings.encryptionType, written: keyArn, keyArn },
      policy: policy && { name: `repository policy of ${name}`, source, policy },
      tagMutability: settings.imageTagMutability,
      scanOnPush: settings.scanOnPush,
      forceDelete: settings.forceDelete,
      hasLifecyclePolicy: settings.lifecyclePolicy !== undefined,
    });
  });
}

function grantsOf({ plan, keyArn }: PlannedTopology, path: string): readonly Grant[] {
  return plan.key.grants.map(({ repositoryName, granteePrincipal, operations, encryptionContext }) => ({
    keyArn,
    granteePrincipal,
    operations,
    encryptionContextSubset: encryptionContext,
    source: at(path, repositoryAddress(repositoryName)),
  }));
}

function at(path: string, address: string): Source {
  return { input: path, address };
}

/**
 * The roles and users that a topology names, with the IAM policies planned for them. Accounts and organizations are not
 * among them: who uses their rights is not in a topology.
 *
 * @param path - The file as the user named it.
 */
function plannedPrincipals(topology: RegistryTopology, { spokes }: RegistryPlan, path: string): readonly Principal[] {
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
function repositoryAddress(name: string): string {
  return `repositories[${JSON.stringify(name)}]`;
}
