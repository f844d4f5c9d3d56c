import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown, replaceUnknowns } from "../policy/unknown";
import type { PrincipalFacts } from "./facts";
import { matchesPattern } from "../policy/patterns";
import { parsePrincipalArn, wholeAccount } from "../policy/principal-arn";

/**
 * How a statement of a resource policy names a principal: a letter for each way (`*` everyone, `R` the role or user itself, `A` its
 * account, `?` maybe), nothing when it does not. When only the simulator can say, the principal's own ARN.
 */
export type PrincipalMatcher = (facts: PrincipalFacts) => string;

/** A matcher for a statement's principals; services are not among those who are matched. */
export function principalMatcher({ Principal, NotPrincipal, Condition }: StatementJson): PrincipalMatcher {
  if (NotPrincipal !== undefined) return ({ caller }) => caller.arn;
  if (Principal === undefined) return () => "";
  const all = typeof Principal === "string" ? [Principal] : listOf(Principal["AWS"]);
  const values = all.filter((value) => !hasUnknown(value));
  const everyone = values.includes("*") ? "*" : "";
  const accounts = new Set(values.flatMap((value) => wholeAccount(value) ?? []));
  const named = new Set(values.flatMap(identityOf));
  const narrowsItself = JSON.stringify(Condition ?? {})
    .toLowerCase()
    .includes("aws:principalarn");
  const maybe = all.filter(hasUnknown).map((value) => {
    const pattern = replaceUnknowns(value, "*");
    return PART_OF_PRINCIPAL.test(pattern) && !narrowsItself ? pattern : "*";
  });
  return ({ caller, partition, loweredName }) => {
    const isNamed =
      named.size > 0 &&
      named.has(caller.isRole ? `role ${partition} ${caller.accountId} ${loweredName}` : `user ${caller.arn}`);
    const isMaybe = maybe.length > 0 && maybe.some((pattern) => matchesPattern(pattern, caller.arn));
    return `${everyone}${isNamed ? "R" : ""}${accounts.has(caller.accountId) ? "A" : ""}${isMaybe ? "?" : ""}`;
  };
}

const PART_OF_PRINCIPAL = /^arn:[^:]+:iam::\d{12}:(?:role|user)\//;

function identityOf(value: string): readonly string[] {
  const parsed = parsePrincipalArn(value);
  if (parsed === undefined) return [];
  const { kind, partition, accountId, name, arn } = parsed;
  return [kind === "role" ? `role ${partition} ${accountId} ${name.toLowerCase()}` : `user ${arn}`];
}
