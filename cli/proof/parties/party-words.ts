import { parseArn } from "../../../shared/internal";
import { parseOperator } from "../../iam/condition";
import { conditionEntries, type ConditionEntry } from "../../policy/statement-parts";
import { listWords } from "../../toolkit/list-words";
import type { PartyException, PartyName } from "../party";

/** Whom a name means, in people's words: `roles ci-* of any account, through endpoint vpce-…`. */
export function partyWords(name: PartyName): string {
  const entries = conditionEntries("anyone" in name ? name.anyone : name.if);
  const conditions = entries.map(conditionWords);
  const exceptions = (name.unless ?? []).map(exceptionWords);
  return [
    [whoWords(name, entries.length > 0), ...conditions].join(", "),
    ...exceptions.map((exception) => `unless ${exception}`),
  ].join(", ");
}

function whoWords(name: PartyName, isLimited: boolean): string {
  if ("anyone" in name) return isLimited ? "anybody" : "every AWS account";
  if ("account" in name) return `account ${name.account}`;
  if ("organization" in name) {
    return name.organization.includes("/")
      ? `principals below ${name.organization}`
      : `principals of organization ${name.organization}`;
  }
  if ("service" in name) return isLimited ? name.service : `${name.service} for any account`;
  return principalWords(name.principal);
}

/** `role ci of 222222222222`, `roles ci-* of any account`. */
function principalWords(pattern: string): string {
  const { accountId, resource = pattern } = parseArn(pattern) ?? {};
  const [, kind, rest = ""] = /^(role|user)\/(.+)$/.exec(resource) ?? [];
  if (accountId === undefined || kind === undefined) return `principals like ${pattern}`;
  const many = /[*?]/.test(pattern) ? "s" : "";
  const account = accountId === "*" ? "any account" : /[*?]/.test(accountId) ? `accounts ${accountId}` : accountId;
  return `${kind}${many} ${rest} of ${account}`;
}

const COMPARED: Readonly<Record<string, string>> = {
  numericlessthan: "is below",
  numericlessthanequals: "is at most",
  numericgreaterthan: "is above",
  numericgreaterthanequals: "is at least",
  datelessthan: "is before",
  datelessthanequals: "is at latest",
  dategreaterthan: "is after",
  dategreaterthanequals: "is at earliest",
  stringlike: "is like",
  arnlike: "is like",
  arnequals: "is like",
  ipaddress: "is in",
};

/** A condition as people say it. */
function conditionWords(entry: ConditionEntry): string {
  const { operator, key, name, values } = entry;
  const parsed = parseOperator(operator);
  const said = listWords(values, "or");
  if (parsed === undefined) return `if ${operator} ${name} ${said}`;
  const tag = /^aws:principaltag\/(.+)$/i.exec(name)?.[1];
  if (parsed.base === "null") return `if ${name} is ${values[0]?.toLowerCase() === "true" ? "absent" : "present"}`;
  const { isNegated } = parsed;
  const isPlain = !isNegated && !parsed.ifExists && parsed.set !== "all";
  if (isPlain && tag !== undefined) return `tagged ${tag}=${said}`;
  if (isPlain && key === "aws:sourcevpce") return `through endpoint ${said}`;
  if (isPlain && key === "aws:sourcevpc") return `from VPC ${said}`;
  if (isPlain && key === "aws:sourceip") return `from ${said}`;
  if (isPlain && key === "aws:sourceaccount") return `for account ${said}`;
  if (isPlain && key === "aws:sourcearn") return `for ${said}`;
  const verb = COMPARED[parsed.compared] ?? "is";
  const all = parsed.set === "all" ? "each value of " : "";
  return `if ${all}${name} ${isNegated ? verb.replace("is", "is not") : verb} ${said}${parsed.ifExists ? " or is absent" : ""}`;
}

function exceptionWords({ principals, if: condition }: PartyException): string {
  const who = principals === undefined ? [] : [`it is ${listWords(principals, "or")}`];
  const when = conditionEntries(condition).map((entry) => conditionWords(entry).replace(/^if /, ""));
  return listWords([...who, ...when]);
}
