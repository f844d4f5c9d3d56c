import type { Repository } from "../model/access-model";
import { accountOfArn } from "../policy/principal-arn";
import { isUnknown } from "../policy/unknown";
import { ECR_GRANT_OPERATIONS, ecrViaService } from "../../shared/internal";
import type { Caller } from "./caller";
import type { PlannedCall } from "./operations";
import type { RepositoryKey, World } from "./world";

/** The condition context of a call: what is known of it, by key. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** The context key that binds KMS to one repository. */
export const ENCRYPTION_CONTEXT = "kms:EncryptionContext:aws:ecr:arn";

/** The condition context that AWS gives to a call, as far as the inputs say. */
export function contextOf(
  planned: PlannedCall,
  caller: Caller,
  repository: Repository,
  key: RepositoryKey,
  world: World,
): Context {
  const owner = planned.target === "registry" ? undefined : ownerOf(planned, repository, key);
  return defined({
    ...(caller.type === "service" ? serviceContext(caller) : iamContext(caller)),
    "aws:SecureTransport": "true",
    "aws:RequestedRegion": repository.region,
    "aws:ResourceAccount": owner,
    ...organizationContext("aws:Resource", owner === undefined ? undefined : world.account(owner)?.organizationPath),
    ...(planned.target === "key" ? keyContext(planned, caller, repository, key, world) : {}),
    // Whoever calls may do so through a service that acts for it, as AWS CloudFormation does.
    "aws:ViaAWSService": planned.via === undefined ? undefined : "true",
  });
}

/** The account that owns what a call is about. */
export function ownerOf({ target }: PlannedCall, repository: Repository, key: RepositoryKey): string {
  return target === "key" && "arn" in key ? accountOfArn(key.arn) : repository.accountId;
}

function serviceContext({
  arn,
  accountId,
  sourceArn,
}: Caller): Readonly<Record<string, string | readonly string[] | undefined>> {
  return {
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": arn,
    "aws:SourceArn": sourceArn,
    "aws:SourceAccount": accountId,
  };
}

function iamContext({
  arn,
  accountId,
  isRole,
  standsFor,
  organizationPath,
  organizationId,
}: Caller): Readonly<Record<string, string | readonly string[] | undefined>> {
  return {
    "aws:PrincipalArn": standsFor === undefined ? arn : undefined,
    "aws:PrincipalAccount": standsFor === "organization" ? undefined : accountId,
    "aws:PrincipalType": standsFor !== undefined ? undefined : isRole ? "AssumedRole" : "User",
    "aws:PrincipalIsAWSService": "false",
    "aws:username": isRole ? undefined : arn.slice(arn.lastIndexOf("/") + 1),
    ...organizationContext("aws:Principal", organizationPath),
    ...(organizationId === undefined ? {} : { "aws:PrincipalOrgID": organizationId }),
  };
}

function organizationContext(
  prefix: string,
  path: string | undefined,
): Readonly<Record<string, string | readonly string[]>> {
  if (path === undefined || path === "none") return {};
  return { [`${prefix}OrgID`]: path.split("/")[0] ?? "", [`${prefix}OrgPaths`]: [path] };
}

function keyContext(
  planned: PlannedCall,
  caller: Caller,
  repository: Repository,
  repositoryKey: RepositoryKey,
  world: World,
): Readonly<Record<string, string | readonly string[] | undefined>> {
  const key = repositoryKey.type === "customer" ? repositoryKey.key : undefined;
  const service = ecrViaService(repository.region);
  const text = (value: string | boolean | undefined): string | undefined =>
    value === undefined || isUnknown(value) ? undefined : String(value);
  return {
    "kms:CallerAccount": caller.type === "iam" && caller.standsFor !== "organization" ? caller.accountId : undefined,
    "kms:ViaService": planned.via === undefined ? undefined : service,
    "kms:ResourceAliases": "arn" in repositoryKey ? world.aliasesOf(repositoryKey.arn) : undefined,
    "kms:KeySpec": text(key?.keySpec),
    "kms:KeyUsage": text(key?.keyUsage),
    "kms:KeyOrigin": text(key?.origin),
    "kms:MultiRegion": text(key?.multiRegion),
    [ENCRYPTION_CONTEXT]: planned.encryptionContext === undefined ? undefined : repository.arn,
    "kms:BypassPolicyLockoutSafetyCheck": planned.action === "kms:PutKeyPolicy" ? "false" : undefined,
    ...(planned.grant === undefined
      ? {}
      : {
          "kms:EncryptionContextKeys": ["aws:ecr:arn"],
          "kms:GrantIsForAWSResource": "true",
          "kms:GrantConstraintType": "EncryptionContextSubset",
          "kms:GrantOperations": [...ECR_GRANT_OPERATIONS],
          "kms:GranteePrincipal": service,
          "kms:RetiringPrincipal": service,
        }),
  };
}

function defined(values: Readonly<Record<string, string | readonly string[] | undefined>>): Context {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string | readonly string[]] => entry[1] !== undefined),
  );
}
