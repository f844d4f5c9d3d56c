import { compileCondition } from "../iam/condition";
import { matchesByParts } from "../iam/glob";
import type { Request } from "../iam/request";
import type { Truth } from "../iam/truth";
import { both, DEPENDS, every, NO, not, some, YES } from "../iam/truth";
import type { Account, Principal } from "../model/access-model";
import { servicePrincipalFor } from "../policy/principal-arn";
import type { ConditionJson } from "../policy/policy-json";
import { conditionEntries } from "../policy/statement-parts";
import type { PartyException, PartyName } from "../proof/party";

/** The facts of an account, where the inputs have them. */
export type AccountOf = (id: string) => Account | undefined;

/**
 * Whether a row of the proof is one of those whom a party is about. Where that depends on what the request holds, or on
 * where an account is, it depends.
 */
export function coversRow(party: PartyName, row: Principal, accountOf: AccountOf): Truth {
  const subject = isSubject(party, row, accountOf);
  if (subject === NO) return NO;
  const request = requestOf(row, accountOf);
  const conditions = "anyone" in party ? party.anyone : party.if;
  const excepted = some(party.unless ?? [], (exception) => isExcepted(exception, row, request));
  return both(subject, both(holds(conditions, request), not(excepted)));
}

function isSubject(party: PartyName, row: Principal, accountOf: AccountOf): Truth {
  const isService = row.kind === "lambda" || row.kind === "service";
  if ("service" in party) return isService && serviceOf(row) === party.service ? YES : NO;
  if (isService) return NO;
  if ("anyone" in party) return YES;
  if ("organization" in party) return isMember(row, party.organization, accountOf);
  if (row.kind === "organization") return NO;
  if ("account" in party) return row.accountId === party.account ? YES : NO;
  return row.kind !== "account" && matchesByParts(party.principal, row.arn) ? YES : NO;
}

/** Whether somebody is in an organization or below a path in it. */
function isMember(row: Principal, organization: string, accountOf: AccountOf): Truth {
  const path = row.kind === "organization" ? row.arn : accountOf(row.accountId)?.organizationPath;
  if (path === undefined) return DEPENDS;
  return `${path}/`.startsWith(`${organization.replace(/\/?\*?$/, "")}/`) ? YES : NO;
}

function serviceOf({ kind, arn }: Principal): string | undefined {
  return kind === "lambda" ? "lambda.amazonaws.com" : servicePrincipalFor(arn);
}

function isExcepted({ principals, if: conditions }: PartyException, row: Principal, request: Request): Truth {
  const isListed = principals?.some((each) => each === "*" || each === row.accountId || matchesByParts(each, row.arn));
  return isListed === false ? NO : holds(conditions, request);
}

function holds(conditions: ConditionJson | undefined, request: Request): Truth {
  return every(conditionEntries(conditions), (entry) => compileCondition(entry, true).test(request));
}

/** What is known of any request that somebody makes. */
function requestOf(row: Principal, accountOf: AccountOf): Request {
  const isService = row.kind === "lambda" || row.kind === "service";
  const path = accountOf(row.accountId)?.organizationPath;
  const context = new Map([
    ["aws:securetransport", "true"],
    ...(isService
      ? [["aws:sourcearn", row.arn] as const, ["aws:sourceaccount", row.accountId] as const]
      : [["aws:principalaccount", row.accountId] as const]),
    ...(row.kind === "role" || row.kind === "user" ? [["aws:principalarn", row.arn] as const] : []),
    ...(isService || path === undefined || path === "none"
      ? []
      : [["aws:principalorgid", path.split("/")[0] ?? ""] as const, ["aws:principalorgpaths", path] as const]),
  ]);
  return {
    principal: {
      type: isService ? "service" : row.kind === "user" ? "user" : "role",
      arn: row.arn,
      accountId: row.accountId,
    },
    action: "*",
    resource: "*",
    resourceAccount: "",
    context,
    // Outside every organization there is no value for these; what else a request holds nobody knows.
    isUnknownKey: (key) => path !== "none" || !/^aws:principalorg/i.test(key),
  };
}
