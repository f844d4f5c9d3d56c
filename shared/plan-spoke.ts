import type { CheckContext } from "./check-values";
import { checkAccountId, checkKeyArn, checkProperties, checkText, isRecord, joinPath } from "./check-values";
import { checkTopology } from "./check-topology";
import { checkSizes } from "./document-size";
import { FindingList, shown } from "./findings";
import type { PlannedIdentity } from "./plan-registry";
import { identitySizes, planIdentities } from "./plan-registry";
import { resolveTopology } from "./resolved-topology";
import type { RegistryTopology } from "./topology";
import type { IsUnresolved } from "./unresolved";
import { allResolved } from "./unresolved";

/** What `SpokeAccess` is given, as plain data. */
export interface SpokeAccessConfig {
  /** The registry. */
  readonly topology: RegistryTopology;
  /** The spoke: the account whose principals get IAM policies. */
  readonly accountId: string;
  /**
   * The ARN of the key. @default - the policies name the key by its alias (`kms:ResourceAliases`), so that the spoke can be
   * deployed before the key exists
   */
  readonly keyArn?: string;
  /**
   * The existing roles that the policies are attached to: role name → where to attach, usually the `name` attribute of the
   * role resource, so that the attachment waits for it. A role that the topology names by its ARN gets its own access, any
   * other what the topology lets the account push and pull.
   * @default - the roles and users of this account that the topology names; for a grant to the whole account the policies
   * are made and attached to nobody
   */
  readonly roles?: Readonly<Record<string, string>>;
  /** What the names of the IAM policies begin with. @default - `ecr-kms-`, the registry account id, `-`, the region */
  readonly policyNamePrefix?: string;
}

/** The IAM policies of one identity of a spoke. */
export interface SpokePolicies extends PlannedIdentity {
  /** The role or user to attach them to; absent for a whole account. */
  readonly attachTo?: string;
  /** The name of each policy, in the order of `policies`. */
  readonly policyNames: readonly string[];
}

/**
 * What `SpokeAccess` makes: for each identity of the account the IAM policies it needs.
 *
 * @throws PolicyError with every finding, ACCOUNT_WITHOUT_ACCESS and ROLE_WITHOUT_ACCESS among them
 */
export function planSpoke(
  config: SpokeAccessConfig,
  isUnresolved: IsUnresolved = allResolved,
): readonly SpokePolicies[] {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  const { topology, accountId, keyArn, roles, policyNamePrefix } = config;
  checkProperties(config, ["topology", "accountId", "keyArn", "roles", "policyNamePrefix"], "", context);
  checkTopology(topology, "topology", context);
  checkAccountId(accountId, "accountId", context);
  if (policyNamePrefix !== undefined) checkText(policyNamePrefix, "policyNamePrefix", context);
  if (keyArn !== undefined && isRecord(topology)) {
    const keyAccountId = topology.keyAccountId ?? topology.registryAccountId;
    checkKeyArn(keyArn, "keyArn", { region: topology.region, keyAccountId }, context);
  }
  checkRoles(roles, context);
  findings.throwIfAny("SpokeAccess");

  const resolved = resolveTopology(topology, isUnresolved);
  const identities = planIdentities(resolved, accountId, keyArn, roles === undefined ? undefined : Object.keys(roles));
  if (identities.length === 0) {
    findings.add("ACCOUNT_WITHOUT_ACCESS", "accountId", `the topology gives account ${shown(accountId)} no access`);
  }
  for (const { name, policies } of identities) {
    if (policies.length > 0) continue;
    findings.add(
      "ROLE_WITHOUT_ACCESS",
      joinPath("roles", name),
      `the topology gives role ${shown(name)} of ${accountId} no access`,
    );
  }
  checkSizes(identitySizes(accountId, identities), findings);
  findings.throwIfAny("SpokeAccess");
  const prefix = policyNamePrefix ?? `ecr-kms-${resolved.registryAccountId}-${resolved.region}`;
  return identities.map((identity) => ({
    ...identity,
    ...attachment(identity, roles),
    policyNames: policyNames(prefix, identity),
  }));
}

function checkRoles(roles: unknown, context: CheckContext): void {
  if (roles === undefined) return;
  if (!isRecord(roles)) {
    context.findings.add("INVALID_TYPE", "roles", `must map role names to where to attach, got ${shown(roles)}`, {
      hint: 'give { "ci-role": role.name }',
    });
    return;
  }
  if (Object.keys(roles).length === 0) {
    context.findings.add("INVALID_OPTION", "roles", "names no role", {
      hint: "leave roles out, or name at least one role",
    });
  }
  for (const [name, target] of Object.entries(roles)) checkText(target, joinPath("roles", name), context);
}

function attachment(
  { kind, name }: PlannedIdentity,
  roles: SpokeAccessConfig["roles"],
): { readonly attachTo?: string } {
  return kind === "account" ? {} : { attachTo: roles?.[name] ?? name };
}

function policyNames(prefix: string, { kind, name, policies }: PlannedIdentity): readonly string[] {
  const stem = kind === "account" ? `${prefix}-account` : `${prefix}-${kind}-${name}`;
  return policies.map((_, index) => (index === 0 ? stem : `${stem}-${index + 1}`));
}
