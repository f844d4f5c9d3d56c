import type { CheckContext } from "../findings/checks";
import { checkKeyOfTopology } from "../key/check-key-of-topology";
import { belowTopology, checkKeysKnown, checkText, isWrittenMap, joinPath, requireConfig } from "../findings/checks";
import type { Shape } from "../findings/shape";
import { checkGiven, checkNames, READ_APART } from "../findings/shape";
import { checkAccountId } from "../aws/checks";
import { checkSizes } from "../access/check-sizes";
import { FindingList, shown } from "../findings/findings";
import type { PlannedIdentity } from "../access/planned-identities";
import { checkPolicyCounts, identityPlanner, measuredIdentities } from "../access/planned-identities";
import { readTopology } from "../topology/read-topology";
import type { ResolvedTopology } from "../topology/resolved-topology";
import { rightsByGrantee } from "../access/rights";
import { identityFinder } from "../access/spoke-identities";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/** What `SpokeAccess` is given, as plain data. */
export interface SpokeAccessConfig {
  /** The registry. */
  readonly topology: RegistryTopology;
  /** The spoke: the account whose principals get IAM policies. */
  readonly accountId: string;
  /**
   * The ARN of the key. @default - the policies name the key by its alias (`kms:ResourceAliases`), so that the spoke
   * can be deployed before the key exists
   */
  readonly keyArn?: string;
  /**
   * The existing roles that the policies are attached to: role name → where to attach, usually the `name` attribute of
   * the role resource, so that the attachment waits for it. A role that the topology names by its ARN gets its own
   * access, any other what the topology lets the account push and pull.
   * @default - the roles and users of this account that the topology names; for a grant to the whole account the
   * policies are made and attached to nobody
   */
  readonly roles?: Readonly<Record<string, string>>;
  /** What the names of the IAM policies begin with. @default - `ecr-kms-`, the registry account id, `-`, the Region */
  readonly policyNamePrefix?: string;
}

/** What `SpokeAccess` is given. */
export const SPOKE_ACCESS = {
  topology: { required: true, check: READ_APART },
  accountId: { required: true, check: checkAccountId },
  policyNamePrefix: { check: checkText, otherwise: "`ecr-kms-`, the registry account id, `-`, the Region" },
  keyArn: { check: checkKeyOfTopology, otherwise: "the policies name the key by its alias" },
  roles: { check: checkRoles, otherwise: "the roles and users of this account that the topology names" },
} as const satisfies Shape<SpokeAccessConfig>;

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
 * @example
 * ```ts
 * planSpoke({ topology, accountId: "111111111111", keyArn });
 * // [{ name: "cicd-role", kind: "role", attachTo: "cicd-role",
 * //    policyNames: ["ecr-kms-123456789012-us-east-1-role-cicd-role"],
 * //    policies: [{ "Version": "2012-10-17", "Statement": [
 * //      { "Sid": "Login", "Effect": "Allow", "Action": ["ecr:GetAuthorizationToken"], "Resource": ["*"] },
 * //      { "Sid": "UseKeyThroughEcr", … }, { "Sid": "PushImages", … }] }] }]
 * ```
 */
export function planSpoke(
  config: SpokeAccessConfig,
  isUnresolved: IsUnresolved = allResolved,
): readonly SpokePolicies[] {
  const findings = new FindingList();
  const read = readSpoke(config, { findings, isUnresolved });
  const topology = findings.orThrow("SpokeAccess", read);
  const { accountId, keyArn, roles, policyNamePrefix } = config;
  const find = identityFinder(rightsByGrantee(topology));
  const identities = identityPlanner(topology, keyArn)(find(accountId, roles && Object.keys(roles)));
  checkAccess(identities, accountId, findings);
  checkSizes(measuredIdentities(accountId, identities), topology.kmsAccess, belowTopology, findings);
  checkPolicyCounts(accountId, identities, belowTopology("repositories"), findings);
  const prefix = policyNamePrefix ?? `ecr-kms-${topology.registryAccountId}-${topology.region}`;
  const planned = identities.map((identity) => ({
    ...identity,
    ...attachment(identity, roles),
    policyNames: policyNames(prefix, identity),
  }));
  checkPolicyNames(planned, { findings, isUnresolved });
  findings.throwIfAny("SpokeAccess");
  return planned;
}

/** Reads what a spoke was given; `undefined` when there was a finding about the topology. */
function readSpoke(config: SpokeAccessConfig, context: CheckContext): ResolvedTopology | undefined {
  requireConfig(config, "SpokeAccess");
  checkNames(config, SPOKE_ACCESS, "", context);
  const read = readTopology(config.topology, "topology", context);
  checkGiven(config, SPOKE_ACCESS, "", context);
  return read;
}

function checkAccess(identities: readonly PlannedIdentity[], accountId: string, findings: FindingList): void {
  if (identities.length === 0) {
    findings.add("ACCOUNT_WITHOUT_ACCESS", "accountId", `the topology gives account ${shown(accountId)} no access`);
  }
  for (const { name, policies } of identities) {
    if (policies.length > 0) continue;
    const message = `the topology gives role ${shown(name)} of ${accountId} no access`;
    findings.add("ROLE_WITHOUT_ACCESS", joinPath("roles", name), message);
  }
}

/** What IAM takes as the name of a policy. */
const POLICY_NAME = /^[\w+=,.@-]{1,128}$/;

function checkPolicyNames(planned: readonly SpokePolicies[], { findings, isUnresolved }: CheckContext): void {
  const wrong = planned
    .flatMap(({ policyNames: names }) => names)
    .find((name) => !isUnresolved(name) && !POLICY_NAME.test(name));
  if (wrong === undefined) return;
  findings.add("INVALID_POLICY_NAME", "policyNamePrefix", `${shown(wrong)} is not a valid name for an IAM policy`);
}

function checkRoles(roles: unknown, path: string, context: CheckContext): void {
  const must = "map role names to the roles to attach to";
  if (!isWrittenMap(roles, path, must, context, 'give { "ci-role": role.name }')) return;
  if (Object.keys(roles).length === 0) {
    context.findings.add("INVALID_OPTION", path, "names no role", {
      hint: "leave roles out, or name at least one role",
    });
  }
  checkKeysKnown(roles, path, "a role", context);
  for (const [name, target] of Object.entries(roles)) checkText(target, joinPath(path, name), context);
}

function attachment(
  { kind, name }: PlannedIdentity,
  roles: SpokeAccessConfig["roles"],
): { readonly attachTo?: string } {
  if (kind === "account") return {};
  return { attachTo: (roles && Object.hasOwn(roles, name) ? roles[name] : undefined) ?? name };
}

function policyNames(prefix: string, { kind, name, policies }: PlannedIdentity): readonly string[] {
  const stem = kind === "account" ? `${prefix}-account` : `${prefix}-${kind}-${name}`;
  return policies.map((_, index) => (index === 0 ? stem : `${stem}-${index + 1}`));
}
