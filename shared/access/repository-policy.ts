import type { AccessGroup } from "./access-groups";
import { accessGroups } from "./access-groups";
import { LAMBDA_ACTIONS } from "../aws/actions";
import { accountRootArn } from "../aws/arn";
import { compareText } from "../base/canonical";
import { checkKnownRepository } from "../aws/checks";
import { FindingList } from "../findings/findings";
import type { RepositoryPolicy } from "../policies/document";
import { policyDocument } from "../policies/document";
import type { TopologyGrantee } from "../grantees/grantee-table";
import type { ImageRights } from "./image-rights";
import { imageActions, RIGHTS_SID } from "./image-rights";
import { principalClauses } from "../grantees/principal-clauses";
import type { ServiceGrantee } from "../grantees/services";
import { SERVICE_GRANTEES } from "../grantees/services";
import { checkedTopology } from "../topology/read-topology";
import type { ResolvedTopology } from "../topology/resolved-topology";
import type { Condition, RepositoryPolicyStatement } from "../policies/statement";
import type { RegistryTopology } from "../topology/topology";
import type { IsUnresolved } from "../base/unresolved";
import { allResolved } from "../base/unresolved";

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
 * repositoryPolicy({
 *   region: "us-east-1", registryAccountId: "123456789012", repositories: { app: { pull: ["222222222222"] } },
 * }, "app");
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
    ...accessGroups(access).flatMap((group) => [...imageStatements(group, topology), ...serviceStatements(group)]),
    ...lambdaStatements(topology, access.lambda),
  ];
  return statements.length > 0 ? policyDocument(statements) : undefined;
}

function imageStatements(
  { rights, grantees }: AccessGroup,
  topology: ResolvedTopology,
): readonly RepositoryPolicyStatement[] {
  return principalClauses(grantees, topology).map(({ sidSuffix, principal, condition }) => ({
    Sid: `${RIGHTS_SID[rights]}${sidSuffix}`,
    Effect: "Allow",
    Principal: principal,
    Action: imageActions(rights),
    ...(condition ? { Condition: condition } : {}),
  }));
}

type ServiceResource = Extract<TopologyGrantee, { kind: "service" }>;

/**
 * What AWS services may do with the images of a repository: one statement for each service, on the condition of the
 * resources it works for. Without that condition every customer of AWS could have the service fetch the images (the
 * confused deputy).
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html
 */
function serviceStatements({ rights, grantees }: AccessGroup): readonly RepositoryPolicyStatement[] {
  const resources = grantees.filter((grantee): grantee is ServiceResource => grantee.kind === "service");
  if (resources.length === 0) return [];
  return Object.entries(SERVICE_GRANTEES).flatMap(([service, about]) => {
    const own = resources.filter((resource) => resource.service === service);
    return own.length > 0 ? [serviceStatement(rights, about, own)] : [];
  });
}

function serviceStatement(
  rights: ImageRights,
  service: ServiceGrantee,
  resources: readonly ServiceResource[],
): RepositoryPolicyStatement {
  return {
    Sid: `${RIGHTS_SID[rights]}${service.sid}`,
    Effect: "Allow",
    Principal: { Service: service.principal },
    Action: imageActions(rights, service.pullActions),
    Condition: workingFor(resources, service),
  };
}

function workingFor(resources: readonly ServiceResource[], { sendsSourceAccount }: ServiceGrantee): Condition {
  const accounts = [...new Set(resources.map(({ accountId }) => accountId))].sort(compareText);
  return {
    ArnLike: { "aws:SourceArn": resources.map(({ value }) => value) },
    ...(sendsSourceAccount ? { StringEquals: { "aws:SourceAccount": accounts } } : {}),
  };
}

/**
 * Functions of the registry account need the service statement; those of other accounts also a statement for the
 * account.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
 */
function lambdaStatements(
  topology: ResolvedTopology,
  accounts: readonly TopologyGrantee[],
): readonly RepositoryPolicyStatement[] {
  const own = accounts.filter(({ value }) => value === topology.registryAccountId);
  const others = accounts.filter(({ value }) => value !== topology.registryAccountId);
  const service = (sid: string, of: readonly TopologyGrantee[]): RepositoryPolicyStatement => ({
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: "lambda.amazonaws.com" },
    Action: LAMBDA_ACTIONS,
    Condition: functionsOf(topology, of),
  });
  const crossAccount = (): readonly RepositoryPolicyStatement[] => [
    {
      Sid: "CrossAccountPermission",
      Effect: "Allow",
      Principal: { AWS: others.map(({ value }) => accountRootArn(topology.partition, value)) },
      Action: LAMBDA_ACTIONS,
    },
    service("LambdaECRImageCrossAccountRetrievalPolicy", others),
  ];
  return [
    ...(own.length > 0 ? [service("LambdaECRImageRetrievalPolicy", own)] : []),
    ...(others.length > 0 ? crossAccount() : []),
  ];
}

function functionsOf({ partition, region }: ResolvedTopology, accounts: readonly TopologyGrantee[]): Condition {
  const functions = accounts.map(({ value }) => `arn:${partition}:lambda:${region}:${value}:function:*`);
  return { StringLike: { "aws:sourceARN": functions } };
}
