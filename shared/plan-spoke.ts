import { checkAccountId, checkKeyArn, checkProperties, checkText } from "./check-values";
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
   * Names of the existing roles that the policies are attached to. A role that the topology names by its ARN gets its own
   * access, any other what the topology grants to the account.
   * @default - the roles and users of this account that the topology names; for a grant to the whole account the policies
   * are made and attached to nobody
   */
  readonly roles?: readonly string[];
}

/**
 * What `SpokeAccess` makes: for each identity of the account the IAM policies it needs.
 *
 * @throws PolicyError with every finding, ACCOUNT_WITHOUT_ACCESS and ROLE_WITHOUT_ACCESS among them
 */
export function planSpoke(config: SpokeAccessConfig, isUnresolved: IsUnresolved = allResolved): readonly PlannedIdentity[] {
  const findings = new FindingList();
  const context = { findings, isUnresolved };
  const { topology, accountId, keyArn, roles } = config;
  checkProperties(config, ["topology", "accountId", "keyArn", "roles"], "", context);
  checkTopology(topology, "topology", context);
  checkAccountId(accountId, "accountId", context);
  const keyAccountId = topology.keyAccountId ?? topology.registryAccountId;
  if (keyArn !== undefined) checkKeyArn(keyArn, "keyArn", { region: topology.region, keyAccountId }, context);
  if (isUnresolved(roles)) findings.add("UNRESOLVED_LIST", "roles", "the list as a whole is known only at deployment");
  else roles?.forEach((role, index) => checkText(role, `roles[${index}]`, context));
  findings.throwIfAny("SpokeAccess");

  const identities = planIdentities(resolveTopology(topology, isUnresolved), accountId, keyArn, roles);
  if (identities.length === 0) {
    findings.add("ACCOUNT_WITHOUT_ACCESS", "accountId", `the topology gives account ${shown(accountId)} no access`);
  }
  identities.forEach(({ name, policies }, index) => {
    if (policies.length > 0) return;
    findings.add("ROLE_WITHOUT_ACCESS", `roles[${index}]`, `the topology gives role ${shown(name)} of ${accountId} no access`);
  });
  checkSizes(identitySizes(accountId, identities), findings);
  findings.throwIfAny("SpokeAccess");
  return identities;
}
