import type { ConditionJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown } from "../policy/unknown";
import { ENCRYPTION_CONTEXT } from "./context";
import type { PrincipalFacts, TargetFacts } from "./facts";
import { hasWildcard, matchesPattern } from "../policy/patterns";

/** A condition on something that differs between principals or repositories, to be matched without the simulator. */
export interface VaryingCondition {
  readonly of: "principal" | "target";
  /** `true`, `false`, or, when only the simulator can say, the values that it depends on. */
  match(principal: PrincipalFacts, target: TargetFacts): boolean | string;
}

type Read = (principal: PrincipalFacts, target: TargetFacts) => string | readonly string[] | undefined;

const PRINCIPAL_KEYS: Readonly<Record<string, Read>> = {
  "aws:principalarn": ({ caller }) => caller.arn,
  "aws:principalaccount": ({ caller }) => caller.accountId,
  "kms:calleraccount": ({ caller }) => caller.accountId,
  "aws:principaltype": ({ caller }) => String(caller.isRole),
  "aws:username": ({ caller }) => caller.arn,
  "aws:principalorgid": ({ caller }) => caller.organizationId ?? caller.organizationPath,
  "aws:principalorgpaths": ({ caller }) => caller.organizationPath,
};

const TARGET_KEYS: Readonly<Record<string, Read>> = {
  [ENCRYPTION_CONTEXT.toLowerCase()]: (_, { repository }) => repository.arn,
  "kms:resourcealiases": (_, { aliases }) => aliases,
};

/** Keys of which the value is what is read, so that simple operators can be matched here. */
const MATCHABLE: ReadonlySet<string> = new Set([
  "aws:principalarn",
  "aws:principalaccount",
  "kms:calleraccount",
  ENCRYPTION_CONTEXT.toLowerCase(),
]);

/** Takes from a condition what differs between principals or repositories; the rest is the same for all. */
export function splitCondition(condition: ConditionJson = {}): {
  readonly varying: readonly VaryingCondition[];
  readonly rest: ConditionJson;
} {
  const varying: VaryingCondition[] = [];
  const rest: Record<string, Record<string, unknown>> = {};
  for (const [operator, block] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(block)) {
      const name = key.toLowerCase();
      const principal = PRINCIPAL_KEYS[name];
      const read = principal ?? TARGET_KEYS[name];
      const list = listOf(values).map(String);
      if (read !== undefined) varying.push(conditionOn(operator, name, list, principal ? "principal" : "target", read));
      if (read === undefined || !isSimple(operator, name, list)) (rest[operator] ??= {})[key] = values;
      if (list.some((value) => value.includes("${"))) varying.push(onEverything);
    }
  }
  return { varying, rest: rest as ConditionJson };
}

const OPERATOR = /^(?:(?:String|Arn)(?:Equals|Like))$/;

function isSimple(operator: string, name: string, values: readonly string[]): boolean {
  return (
    MATCHABLE.has(name) && OPERATOR.test(operator) && !values.some((value) => hasUnknown(value) || value.includes("${"))
  );
}

/** The ARNs of roles, users and repositories have no colon in their last part. */
const ARN_PARTS = 6;

function conditionOn(
  operator: string,
  name: string,
  values: readonly string[],
  of: "principal" | "target",
  read: Read,
): VaryingCondition {
  if (!isSimple(operator, name, values))
    return { of, match: (principal, target) => `${name}=${JSON.stringify(read(principal, target) ?? null)}` };
  const isExact = operator === "StringEquals";
  const exact = new Set(values.filter((value) => isExact || !hasWildcard(value)));
  const patterns = isExact ? [] : values.filter(hasWildcard);
  return {
    of,
    match: (principal, target) => {
      const value = read(principal, target);
      if (typeof value !== "string") return `${name} absent`;
      if (exact.has(value)) return true;
      if (!operator.startsWith("Arn")) return patterns.some((pattern) => matchesPattern(pattern, value));
      // Operators on ARNs compare part by part.
      if (patterns.some((pattern) => pattern.split(":").length !== ARN_PARTS)) return `${name}=${value}`;
      const parts = value.split(":");
      return patterns.some((pattern) =>
        pattern.split(":").every((part, index) => matchesPattern(part, parts[index] ?? "")),
      );
    },
  };
}

/** A policy variable in a condition: it may stand for anything of principal or repository. */
const onEverything: VaryingCondition = {
  of: "target",
  match: ({ caller }, { repository, keyArn }) =>
    JSON.stringify([caller.arn, caller.organizationPath, repository.arn, keyArn]),
};
