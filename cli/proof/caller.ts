import type { RequestPrincipal } from "../iam/request";
import type { Principal, Repository } from "../model/access-model";
import { listOf } from "../policy/policy-json";
import { hasUnknown } from "../policy/unknown";
import type { PlannedCall } from "./operations";
import { partitionOfArn, servicePrincipalFor } from "../policy/principal-arn";
import type { World } from "./world";

/** Who makes a call, as AWS sees it. */
export interface Caller {
  readonly type: "iam" | "service";
  /** The role's or user's ARN (`aws:PrincipalArn`); for a service its name. */
  readonly arn: string;
  readonly accountId: string;
  readonly isRole: boolean;
  /**
   * Whose principals a caller stands for, each of them: nobody has its `arn`, and who of them is named by a document has
   * a row of its own.
   */
  readonly standsFor?: "account" | "organization";
  /** `o-…/r-…/ou-…/`; `"none"` outside every organization, absent where it is not known. */
  readonly organizationPath?: string;
  /** Where the path is not known, and the organization is. */
  readonly organizationId?: string;
  /** The function, project or application that a service works for. */
  readonly sourceArn?: string;
}

/** Stands for a function that nobody names. */
export const ANY_FUNCTION = "any-function";
/** No role can be called so. */
const EVERY_ROLE = "*";

/** Who makes a call for a principal of the proof. */
export function callerOf(principal: Principal, planned: PlannedCall, repository: Repository, world: World): Caller {
  if (planned.by === "lambda") {
    return {
      type: "service",
      arn: "lambda.amazonaws.com",
      accountId: principal.accountId,
      isRole: false,
      sourceArn: functionOf(principal, repository),
    };
  }
  const { arn, accountId, kind } = principal;
  const service = kind === "service" ? servicePrincipalFor(arn) : undefined;
  if (service !== undefined) {
    // A name with wildcards stands for each of the resources that have it.
    const sourceArn = arn.replace(/\*+/g, "any");
    return { type: "service", arn: service, accountId, isRole: false, sourceArn };
  }
  // A member of an organization may be in any partition; the repository's is as good as any.
  const partition = partitionOfArn(arn.startsWith("arn:") ? arn : repository.arn);
  const isNamed = kind === "role" || kind === "user";
  return {
    type: "iam",
    arn: isNamed ? arn : `arn:${partition}:iam::${accountId}:role/${EVERY_ROLE}`,
    accountId,
    isRole: kind !== "user",
    ...(isNamed ? {} : { standsFor: kind === "organization" ? kind : "account" }),
    ...organizationOf(principal, world),
  };
}

/** The values that a context key has for those whom a caller stands for. */
export function spanOf({ standsFor, arn, accountId }: Caller, key: string): string | undefined {
  if (standsFor === undefined || key !== "aws:principalarn") return undefined;
  return standsFor === "organization" ? "arn:*:iam::*:*" : `arn:${partitionOfArn(arn)}:iam::${accountId}:*`;
}

/** Who calls, for people. */
export function callerName({ standsFor, arn, accountId, organizationPath, organizationId }: Caller): string {
  if (standsFor === "account") return `a principal of account ${accountId}`;
  return standsFor === "organization" ? `a principal of organization ${organizationId ?? organizationPath ?? ""}` : arn;
}

/** Who calls, for the evaluator. */
export function requestPrincipalOf({ type, isRole, arn, accountId }: Caller): RequestPrincipal {
  return { type: type === "service" ? "service" : isRole ? "role" : "user", arn, accountId };
}

function organizationOf(principal: Principal, world: World): Pick<Caller, "organizationPath" | "organizationId"> {
  if (principal.kind === "organization") {
    const [id = ""] = principal.arn.split("/");
    if (!principal.arn.includes("/")) return { organizationId: id };
    return { organizationPath: principal.arn.replace(/\*$/, "") };
  }
  const path = world.account(principal.accountId)?.organizationPath;
  return path === undefined ? {} : { organizationPath: path };
}

/**
 * A function of the account that the repository's policy speaks of, or else any: a policy may name some functions and
 * not all.
 */
function functionOf({ arn, accountId }: Principal, { policy, region }: Repository): string {
  const partition = partitionOfArn(arn);
  const any = `arn:${partition}:lambda:${region}:${accountId}:function:${ANY_FUNCTION}`;
  const document = policy?.policy;
  if (document === undefined || typeof document === "string") return any;
  const sources = document.Statement.flatMap(({ Effect, Condition }) =>
    Effect === "Allow" ? Object.values(Condition ?? {}) : [],
  )
    .flatMap((block) => Object.entries(block))
    .flatMap(([key, values]) => (key.toLowerCase() === "aws:sourcearn" ? listOf(values).map(String) : []));
  const named = sources.find(
    (source) =>
      source.startsWith(any.slice(0, -ANY_FUNCTION.length)) && !source.endsWith(":function:*") && !hasUnknown(source),
  );
  return named?.replace(/[*?]+/g, "any") ?? any;
}
