import { ADMINISTER_KEY_ACTIONS, USE_KEY_ACTIONS } from "../aws/actions";
import { accountRootArn } from "../aws/arn";
import { viaEcr, grantForEcr } from "../policies/conditions";
import type { KeyPolicy } from "../policies/document";
import { policyDocument } from "../policies/document";
import { ecrServiceStatement } from "../policies/article-statements";
import type { TopologyGrantee } from "../grantees/grantee-table";
import { principalClauses } from "../grantees/principal-clauses";
import { checkedTopology } from "../topology/read-topology";
import type { ResolvedTopology } from "../topology/resolved-topology";
import type { Condition, KeyPolicyStatement } from "../policies/statement";
import { mergeConditions } from "../policies/statement";
import type { KmsAccess, RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

/**
 * The policy of the key that encrypts the repositories of a topology.
 *
 * - The key account keeps `kms:*` through its IAM policies, as AWS's example for ECR has it: without this statement
 *   `kms:RetireGrant`, which works only in IAM policies, could be given to nobody.
 * - Creators may make the grants that ECR needs, and describe the key, through ECR only.
 * - Key administrators manage the key and cannot use it.
 * - With `kmsAccess: "key-policy"`, ECR and the pushers and pullers may use the key, the latter through ECR only. With
 *   `"kms-grants"`, ECR may; pushers and pullers have grants (`keyGrants`) in place of a statement.
 *
 * @param topology - Who may do what.
 * @param isUnresolved - Tells values that are known only at deployment. @default - none are
 * @throws PolicyError with every finding about the topology
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
 * @example
 * ```ts
 * keyPolicy({
 *   region: "us-east-1", registryAccountId: "123456789012", kmsAccess: "ecr-grants-only", repositories: { app: {} },
 * });
 * // { "Version": "2012-10-17", "Statement": [
 * //   { "Sid": "EnableIAMUserPermissions", "Effect": "Allow",
 * //     "Principal": { "AWS": ["arn:aws:iam::123456789012:root"] }, "Action": ["kms:*"], "Resource": "*" },
 * //   { "Sid": "AllowCreatorsToMakeEcrGrantsAccounts", … "Action": ["kms:CreateGrant"], … },
 * //   { "Sid": "AllowCreatorsToDescribeTheKeyAccounts", … "Action": ["kms:DescribeKey"], … } ] }
 * ```
 */
export function keyPolicy(topology: RegistryTopology, isUnresolved: IsUnresolved = allResolved): KeyPolicy {
  return keyPolicyOf(checkedTopology(topology, isUnresolved));
}

/** The same for a topology that has been checked. */
export function keyPolicyOf(topology: ResolvedTopology): KeyPolicy {
  return policyDocument<KeyPolicyStatement>([
    {
      Sid: "EnableIAMUserPermissions",
      Effect: "Allow",
      Principal: { AWS: [accountRootArn(topology.partition, topology.keyAccountId)] },
      Action: ["kms:*"],
      Resource: "*",
    },
    ...allow(topology, "AllowKeyAdministration", topology.keyAdministrators, ADMINISTER_KEY_ACTIONS),
    ...allow(topology, "AllowCreatorsToMakeEcrGrants", topology.creators, ["kms:CreateGrant"], grantForEcr(topology)),
    ...allow(
      topology,
      "AllowCreatorsToDescribeTheKey",
      topology.creators,
      ["kms:DescribeKey"],
      viaEcr(topology.region),
    ),
    ...USE_STATEMENTS[topology.kmsAccess](topology),
  ]);
}

/** What each model adds for those who push and pull. */
const USE_STATEMENTS: Readonly<Record<KmsAccess, (topology: ResolvedTopology) => readonly KeyPolicyStatement[]>> = {
  "ecr-grants-only": () => [],
  "kms-grants": (topology) => [ecrStatement(topology)],
  "key-policy": (topology) => [
    ecrStatement(topology),
    ...allow(topology, "AllowUseThroughEcr", imageUsers(topology), USE_KEY_ACTIONS, viaEcr(topology.region)),
  ],
};

function ecrStatement({ registryAccountId }: ResolvedTopology): KeyPolicyStatement {
  return ecrServiceStatement({ sid: "AllowEcrToUseTheKey", sourceAccountId: registryAccountId });
}

/** Everyone who pushes or pulls anything, in canonical order. */
function imageUsers({ repositories, grantees }: ResolvedTopology): readonly TopologyGrantee[] {
  return grantees.union(Object.values(repositories).flatMap(({ push, pull }) => [push, pull]));
}

function allow(
  topology: ResolvedTopology,
  sid: string,
  grantees: readonly TopologyGrantee[],
  actions: readonly string[],
  condition?: Condition,
): readonly KeyPolicyStatement[] {
  return principalClauses(grantees, topology).map((clause) => {
    const merged = mergeConditions(condition, clause.condition);
    return {
      Sid: `${sid}${clause.sidSuffix}`,
      Effect: "Allow",
      Principal: clause.principal,
      Action: actions,
      Resource: "*",
      ...(Object.keys(merged).length > 0 ? { Condition: merged } : {}),
    };
  });
}
