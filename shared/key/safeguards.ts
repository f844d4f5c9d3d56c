import { checkGrantee } from "../grantees/check-grantee";
import { checkBoolean, checkText } from "../findings/checks";
import type { Shape } from "../findings/shape";
import type { FindingList } from "../findings/findings";
import { shown } from "../findings/findings";
import type { TopologyGrantee } from "../grantees/grantee-table";
import { kindFacts } from "../grantees/kinds";
import { coveringAccount } from "../grantees/principal-clauses";
import type { KeyDocuments } from "../access/key-documents";
import { policyControl } from "../policies/policy-control";
import type { ResolvedTopology } from "../topology/resolved-topology";

/** What keeps a key in the right hands; the same for a key and for a replica of one. */
export interface KeySafeguards {
  /**
   * The ARN of the role (or user) that runs Terraform or Pulumi in the key account. KMS accepts a key policy only from
   * a principal that can change it again; with this option that is checked before anything is created.
   * @default - KMS checks it, when the key is created
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
   */
  readonly deployer?: string;
  /**
   * Whether a key administrator that also pushes or pulls, itself or through its whole account, is refused. Whether an
   * organization that pulls holds the administrators' account is not known here and not checked.
   *
   * Off unless asked for: AWS does not demand it, and small teams have one role for both. It keeps the documents apart,
   * not the people: whoever may set a key policy can give itself the use of the key, and CloudTrail shows that it did.
   * @default false
   */
  readonly separateAdministrators?: boolean;
  /**
   * Whether KMS skips its lockout check (`bypass_policy_lockout_safety_check`), so that the principal that creates the
   * key may be one that cannot change its policy again. If nobody else can either, only AWS Support can help: set up a
   * second principal first.
   * @default false
   * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
   */
  readonly dangerouslyBypassPolicyLockoutSafetyCheck?: boolean;
}

/** The safeguards, each with its check. That a key keeps them is checked when it is planned: `checkSafeguards`. */
export const SAFEGUARDS = {
  separateAdministrators: { check: checkBoolean, default: false },
  dangerouslyBypassPolicyLockoutSafetyCheck: { check: checkBoolean, default: false },
  deployer: { check: checkText, otherwise: "KMS checks at creation" },
} as const satisfies Shape<KeySafeguards>;

/** The safeguards as `aws_kms_key` and `aws_kms_replica_key` take them. */
export function resolveSafeguards({ dangerouslyBypassPolicyLockoutSafetyCheck: bypass = false }: KeySafeguards): {
  readonly bypassPolicyLockoutSafetyCheck?: boolean;
} {
  return bypass ? { bypassPolicyLockoutSafetyCheck: bypass } : {};
}

/** What is checked against the safeguards: a key, as it is planned for a topology. */
export interface SafeguardedKey {
  readonly topology: ResolvedTopology;
  readonly documents: KeyDocuments;
  /** Puts the path of a safeguard into the caller's words. */
  readonly safeguardAt: (property: string) => string;
  /** Puts the path below the topology into the caller's words. */
  readonly topologyAt: (path: string) => string;
}

/** Adds a finding for each safeguard that a planned key does not keep. */
export function checkSafeguards(safeguards: KeySafeguards, key: SafeguardedKey, findings: FindingList): void {
  const { deployer, separateAdministrators = false } = safeguards;
  const { isUnresolved } = key.topology;
  if (deployer !== undefined && !isUnresolved(deployer)) checkDeployer(deployer, safeguards, key, findings);
  if (separateAdministrators && !isUnresolved(separateAdministrators)) checkSeparation(key, findings);
}

const NAME_A_ROLE =
  'give the ARN of the role in the key account that runs Terraform or Pulumi: "arn:aws:iam::…:role/…"';

/** Refuses a key policy that its deployer could not change again. */
function checkDeployer(
  deployer: string,
  { dangerouslyBypassPolicyLockoutSafetyCheck: bypass = false }: KeySafeguards,
  { topology, documents, safeguardAt }: SafeguardedKey,
  findings: FindingList,
): void {
  const { partition, keyAccountId, isUnresolved } = topology;
  const path = safeguardAt("deployer");
  const parsed = checkGrantee(deployer, path, isUnresolved(partition) ? undefined : partition, findings);
  if (parsed === undefined) return;
  if (!kindFacts(parsed).places.includes("deployer") || !("accountId" in parsed)) {
    findings.add("INVALID_GRANTEE", path, `must be the ARN of a role or a user, got ${shown(deployer)}`, {
      hint: NAME_A_ROLE,
    });
    return;
  }
  if (isUnresolved(keyAccountId)) return;
  if (parsed.accountId !== keyAccountId) {
    const message = `${shown(deployer)} belongs to account ${parsed.accountId}, and only principals of ${keyAccountId} can set the policy of its keys`;
    findings.add("KEY_POLICY_LOCKOUT", path, message, { hint: NAME_A_ROLE });
    return;
  }
  const { accountId } = parsed;
  if (!bypass && policyControl(documents.policy, { arn: deployer, accountId }) === "nothing")
    findings.add("KEY_POLICY_LOCKOUT", path, `the key policy does not let ${shown(deployer)} change it again`);
}

/** Refuses administrators who also push or pull. */
function checkSeparation({ topology, topologyAt }: SafeguardedKey, findings: FindingList): void {
  for (const administrator of topology.keyAdministrators) {
    const uses = Object.entries(topology.repositories).flatMap(([name, { push, pull }]) => [
      ...(push.some((grantee) => overlap(administrator, grantee)) ? [`pushes to ${shown(name)}`] : []),
      ...(pull.some((grantee) => overlap(administrator, grantee)) ? [`pulls from ${shown(name)}`] : []),
    ]);
    const [first, ...others] = uses;
    if (first === undefined) continue;
    const more = others.length > 0 ? `, and has ${others.length} more such rights` : "";
    const message = `${shown(administrator.value)} manages the key and ${first}${more}, itself or through its account`;
    findings.add("ADMINISTRATOR_USES_KEY", topologyAt("keyAdministrators"), message);
  }
}

/** Whether two grantees are one, or one is in the account that the other stands for. */
function overlap(one: TopologyGrantee, other: TopologyGrantee): boolean {
  if (one.value === other.value) return true;
  return (
    (one.kind === "account" && coveringAccount(other) === one.value) ||
    (other.kind === "account" && coveringAccount(one) === other.value)
  );
}
