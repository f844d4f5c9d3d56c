import { ADMINISTER_KEY_ACTIONS, CREATE_KEY_ACTIONS, LOGIN_ACTIONS, USE_KEY_ACTIONS } from "../aws/actions";
import type { CheckContext } from "../findings/checks";
import { checkKeyArn } from "../aws/key-arn";
import { checkBoolean, checkedOptions, checkProperties, requireConfig } from "../findings/checks";
import { checkKnownRepository } from "../aws/checks";
import { grantForEcr, viaEcr } from "../policies/conditions";
import type { IdentityPolicy } from "../policies/document";
import { FindingList, shown } from "../findings/findings";
import type { IdentityRights } from "./rights";
import { allow, mergeConditions } from "../policies/statement";
import { checkedTopology } from "../topology/read-topology";
import { repositoryPolicies } from "./packed-policies";
import type { ResolvedTopology } from "../topology/resolved-topology";
import type { Condition, IdentityPolicyStatement } from "../policies/statement";
import type { KmsAccess, RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";

/** How the documents name the key. */
export interface KeyReference {
  /**
   * The ARN of the key. @default - any key of the key account that carries the topology's alias
   * (`kms:ResourceAliases`), so that a spoke can be deployed before the key exists
   */
  readonly keyArn?: string;
  /** Tells values that are known only at deployment. @default - none are */
  readonly isUnresolved?: IsUnresolved;
}

/**
 * The IAM policies that one principal needs, each within IAM's size limit. All of them belong to the principal
 * together.
 *
 * @param topology - The registry.
 * @param rights - What the principal may do.
 * @param key - How to name the key.
 * @throws PolicyError with every finding about the topology or the key ARN
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 * @example
 * ```ts
 * identityPolicies({ ...topology, kmsAccess: "ecr-grants-only" }, { pull: ["app"] });
 * // [ { "Version": "2012-10-17", "Statement": [
 * //   { "Sid": "Login", "Effect": "Allow", "Action": ["ecr:GetAuthorizationToken"], "Resource": ["*"] },
 * //   { "Sid": "PullImages", "Effect": "Allow", "Action": ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage",
 * //     "ecr:GetDownloadUrlForLayer"], "Resource": ["arn:aws:ecr:us-east-1:123456789012:repository/app"] } ] } ]
 * ```
 */
export function identityPolicies(
  topology: RegistryTopology,
  rights: IdentityRights,
  key: KeyReference = {},
): readonly IdentityPolicy[] {
  requireConfig(rights, "the identity policies", "rights");
  const { keyArn, isUnresolved } = checkedOptions(key, "the identity policies", "key");
  const findings = new FindingList();
  const resolved = checkedTopology(topology, isUnresolved);
  if (keyArn !== undefined) checkKeyArn(keyArn, "keyArn", resolved, { findings, isUnresolved });
  checkRights(rights, resolved, { findings, isUnresolved });
  findings.throwIfAny("the identity policies");
  return identityPoliciesOf(resolved, rights, keyArn);
}

function checkRights(rights: IdentityRights, topology: ResolvedTopology, context: CheckContext): void {
  checkProperties(rights, ["push", "pull", "create", "administerKey"], "rights", context);
  checkBoolean(rights.administerKey, "rights.administerKey", context);
  for (const right of ["push", "pull", "create"] as const) {
    const names: unknown = rights[right];
    if (names === undefined) continue;
    const path = `rights.${right}`;
    if (!Array.isArray(names))
      context.findings.add("INVALID_TYPE", path, `must be a list of repository names, got ${shown(names)}`);
    else
      names.forEach((name: unknown, index) => {
        checkKnownRepository(name, `${path}[${index}]`, topology, context);
      });
  }
}

/** The same for a topology that has been checked. */
export function identityPoliciesOf(
  topology: ResolvedTopology,
  rights: IdentityRights,
  keyArn?: string,
): readonly IdentityPolicy[] {
  const key = keyTarget(topology, keyArn);
  const base = [...loginStatements(rights), ...keyStatements(topology, rights, key)];
  return repositoryPolicies(topology, rights, base);
}

function loginStatements({ push = [], pull = [] }: IdentityRights): readonly IdentityPolicyStatement[] {
  return push.length + pull.length > 0 ? [allow("Login", LOGIN_ACTIONS, ["*"])] : [];
}

interface KeyTarget {
  readonly arn: string;
  readonly condition?: Condition;
}

function keyTarget(
  { partition, region, keyAccountId, keyAlias }: ResolvedTopology,
  keyArn: string | undefined,
): KeyTarget {
  if (keyArn !== undefined) return { arn: keyArn };
  return {
    arn: `arn:${partition}:kms:${region}:${keyAccountId}:key/*`,
    condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [keyAlias] } },
  };
}

/** The KMS actions of the models for those who push and pull. */
const USE_ACTIONS: Readonly<Record<KmsAccess, readonly string[]>> = {
  "key-policy": USE_KEY_ACTIONS,
  "kms-grants": USE_KEY_ACTIONS,
  "ecr-grants-only": [],
};

function keyStatements(
  topology: ResolvedTopology,
  rights: IdentityRights,
  key: KeyTarget,
): readonly IdentityPolicyStatement[] {
  const { push = [], pull = [], create = [], administerKey = false } = rights;
  const on = (sid: string, actions: readonly string[], condition?: Condition): IdentityPolicyStatement =>
    allow(sid, actions, [key.arn], mergeConditions(condition, key.condition));
  const uses = push.length + pull.length > 0 && USE_ACTIONS[topology.kmsAccess].length > 0;
  return [
    ...(administerKey
      ? [
          allow("CreateKeys", CREATE_KEY_ACTIONS, ["*"]),
          on("AdministerKey", ADMINISTER_KEY_ACTIONS),
          aliasStatement(topology),
        ]
      : []),
    ...(create.length > 0
      ? [
          on("MakeEcrGrants", ["kms:CreateGrant"], grantForEcr(topology)),
          on("DescribeKeyAndRetireGrants", ["kms:DescribeKey", "kms:RetireGrant"]),
        ]
      : []),
    ...(uses ? [on("UseKeyThroughEcr", USE_ACTIONS[topology.kmsAccess], viaEcr(topology.region))] : []),
  ];
}

/** Alias operations are authorized on the alias as well as on the key. */
function aliasStatement({ partition, region, keyAccountId, keyAlias }: ResolvedTopology): IdentityPolicyStatement {
  return allow(
    "ManageAlias",
    ["kms:CreateAlias", "kms:DeleteAlias", "kms:UpdateAlias"],
    [`arn:${partition}:kms:${region}:${keyAccountId}:${keyAlias}`],
  );
}
