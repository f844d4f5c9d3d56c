import { LAMBDA_ACTIONS, PULL_ACTIONS, PUSH_ACTIONS } from "./actions";
import { accountRootArn } from "./arn";
import { checkKnownRepository } from "./check-values";
import { checkedTopology } from "./checked-topology";
import { FindingList } from "./findings";
import type { RepositoryPolicy } from "./document";
import { policyDocument } from "./document";
import type { Grantee } from "./grantee";
import { principalClauses } from "./principal-clauses";
import type { ResolvedTopology } from "./resolved-topology";
import type { Condition, RepositoryPolicyStatement } from "./statement";
import type { RegistryTopology } from "./topology";
import type { IsUnresolved } from "./unresolved";
import { allResolved } from "./unresolved";

/**
 * The policy of one repository: who may push, who may pull, whose Lambda functions may run its images. It has no
 * `Resource` and no `ecr:GetAuthorizationToken`; ECR accepts neither there.
 *
 * @param topology - Who may do what.
 * @param repositoryName - A repository of the topology.
 * @param isUnresolved - Tells values that are known only at deployment. @default - none are
 * @returns The policy, or `undefined` when the topology names nobody: then the registry account's IAM policies decide.
 * @throws PolicyError with every finding about the topology, or UNKNOWN_REPOSITORY
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 * @example
 * ```ts
 * repositoryPolicy({ region: "us-east-1", registryAccountId: "123456789012", repositories: { app: { pull: ["222222222222"] } } }, "app");
 * // { "Version": "2012-10-17", "Statement": [ { "Sid": "AllowPullAccounts", "Effect": "Allow",
 * //   "Principal": { "AWS": ["arn:aws:iam::222222222222:root"] },
 * //   "Action": ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] } ] }
 * ```
 */
export function repositoryPolicy(
  topology: RegistryTopology,
  repositoryName: string,
  isUnresolved: IsUnresolved = allResolved,
): RepositoryPolicy | undefined {
  const resolved = checkedTopology(topology, isUnresolved);
  const findings = new FindingList();
  checkKnownRepository(repositoryName, "repositoryName", resolved, { findings, isUnresolved });
  findings.throwIfAny("the repository policy");
  return repositoryPolicyOf(resolved, repositoryName);
}

/** The same for a topology that has been checked. */
export function repositoryPolicyOf(topology: ResolvedTopology, repositoryName: string): RepositoryPolicy | undefined {
  const access = topology.repositories[repositoryName];
  if (access === undefined) return undefined;
  const statements = [
    ...allow(topology, "AllowPush", access.push, PUSH_ACTIONS),
    ...allow(topology, "AllowPull", access.pull, PULL_ACTIONS),
    ...lambdaStatements(topology, access.lambda),
  ];
  return statements.length > 0 ? policyDocument(statements) : undefined;
}

function allow(
  topology: ResolvedTopology,
  sid: string,
  grantees: readonly Grantee[],
  actions: readonly string[],
): readonly RepositoryPolicyStatement[] {
  return principalClauses(grantees, topology).map(({ sidSuffix, principal, condition }) => ({
    Sid: `${sid}${sidSuffix}`,
    Effect: "Allow",
    Principal: principal,
    Action: [...actions],
    ...(condition ? { Condition: condition } : {}),
  }));
}

/**
 * Functions of the registry account need the service statement; those of other accounts also a statement for the account.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
 */
function lambdaStatements(
  topology: ResolvedTopology,
  accounts: readonly string[],
): readonly RepositoryPolicyStatement[] {
  const own = accounts.filter((accountId) => accountId === topology.registryAccountId);
  const others = accounts.filter((accountId) => accountId !== topology.registryAccountId);
  const action = [...LAMBDA_ACTIONS];
  const service = (sid: string, accountIds: readonly string[]): RepositoryPolicyStatement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: action,
    Condition: functionsOf(topology, accountIds),
  });
  const crossAccount: readonly RepositoryPolicyStatement[] = [
    {
      Sid: "CrossAccountPermission",
      Effect: "Allow",
      Principal: { AWS: others.map((accountId) => accountRootArn(topology.partition, accountId)) },
      Action: action,
    },
    service("LambdaECRImageCrossAccountRetrievalPolicy", others),
  ];
  return [
    ...(own.length > 0 ? [service("LambdaECRImageRetrievalPolicy", own)] : []),
    ...(others.length > 0 ? crossAccount : []),
  ];
}

function functionsOf({ partition, region }: ResolvedTopology, accountIds: readonly string[]): Condition {
  const functions = accountIds.map((accountId) => `arn:${partition}:lambda:${region}:${accountId}:function:*`);
  return { StringLike: { "aws:sourceARN": functions } };
}
