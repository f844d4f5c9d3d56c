import type { Caller } from "./caller";
import type { Call } from "./calls";
import { organizationOf } from "./organizations";
import type { Facts, Scenario } from "./scenario";
import { factsOf } from "./scenario";

/** One value, or the values of a key that can have several. */
export type ContextValue = string | readonly string[];

/** A request as AWS sees it. */
export interface Request {
  /** The session's ARN, the user's, or the service's name. */
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  /** The account that owns the resource. */
  readonly resourceAccount: string;
  readonly context: Readonly<Record<string, ContextValue>>;
}

/** The context key that binds KMS to one repository. */
export const ENCRYPTION_CONTEXT = "kms:EncryptionContext:aws:ecr:arn";

/** The request that a call becomes, with the context that AWS gives it. */
export function requestOf(scenario: Scenario, caller: Caller, call: Call): Request {
  const facts = factsOf(scenario);
  return {
    principal: principalOf(facts, caller),
    action: call.action,
    resource: resourceOf(facts, call),
    resourceAccount: call.target.type === "account" ? accountOf(caller) : call.target.accountId,
    context: {
      ...callerContext(scenario, caller),
      ...(call.action.startsWith("kms:") ? keyContext(facts, caller, call) : {}),
    },
  };
}

/** A role acts through a session, whose ARN has the role's name but not its path. */
function principalOf({ partition }: Facts, caller: Caller): string {
  if (caller.type === "service") return caller.service;
  const { accountId, principal, name, arn } = caller;
  return principal === "user" ? arn : `arn:${partition}:sts::${accountId}:assumed-role/${name}/session`;
}

function resourceOf({ partition, region, keyArn }: Facts, { target }: Call): string {
  switch (target.type) {
    case "account":
      return "*";
    case "repository":
      return `arn:${partition}:ecr:${region}:${target.accountId}:repository/${target.name}`;
    case "alias":
      return `arn:${partition}:kms:${region}:${target.accountId}:${target.alias}`;
    case "key":
      return target.shared
        ? keyArn
        : `arn:${partition}:kms:${target.region ?? region}:${target.accountId}:key/00000000-0000-0000-0000-000000000000`;
  }
}

function callerContext({ membership }: Scenario, caller: Caller): Readonly<Record<string, ContextValue>> {
  if (caller.type === "service") {
    return defined({
      "aws:PrincipalIsAWSService": "true",
      "aws:SourceArn": caller.sourceArn,
      "aws:SourceAccount": caller.sourceAccount,
    });
  }
  const path = membership[caller.accountId];
  return defined({
    "aws:PrincipalArn": caller.arn,
    "aws:PrincipalAccount": caller.accountId,
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalOrgID": path === undefined ? undefined : organizationOf(path),
    "aws:PrincipalOrgPaths": path === undefined ? undefined : [path],
  });
}

function keyContext({ region }: Facts, caller: Caller, call: Call): Readonly<Record<string, ContextValue>> {
  const { via, target, encryptionContext, grant } = call;
  const at = target.type === "key" ? (target.region ?? region) : region;
  return defined({
    "kms:CallerAccount": caller.type === "iam" ? caller.accountId : undefined,
    "kms:ViaService": via === undefined ? undefined : `${via}.${at}.amazonaws.com`,
    "kms:ResourceAliases": target.type === "key" ? [target.alias] : undefined,
    [ENCRYPTION_CONTEXT]: encryptionContext,
    "kms:GrantIsForAWSResource": grant === undefined ? undefined : String(grant.forAwsResource),
    "kms:GrantOperations": grant?.operations,
    "kms:GrantConstraintType": grant?.constraint,
  });
}

function accountOf(caller: Caller): string {
  return caller.type === "iam" ? caller.accountId : "";
}

function defined(values: Readonly<Record<string, ContextValue | undefined>>): Readonly<Record<string, ContextValue>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
