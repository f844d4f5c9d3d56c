import { matchesWildcard } from "../base/wildcard-match";
import type { KeyPolicy } from "./document";
import type { Condition, KeyPolicyStatement } from "./statement";

/**
 * What lets a principal of the key's account set another key policy: the key policy by naming it (or everyone), the IAM
 * policies of the account, to which the key policy leaves it, or nothing.
 */
export type PolicyControl = "key-policy" | "iam-policies" | "nothing";

/** A principal of the account that owns the key. */
export interface KeyAccountPrincipal {
  readonly arn: string;
  readonly accountId: string;
}

/**
 * What a key policy says of putting the next one. A statement with a condition other than on the principal's ARN counts
 * for nothing when it allows, and for the worst when it denies: whether it holds is not known here.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function policyControl({ Statement }: KeyPolicy, principal: KeyAccountPrincipal): PolicyControl {
  const about = Statement.filter(({ Action }) => listed(Action).some(coversPutKeyPolicy));
  const denied = about.some(
    (each) =>
      each.Effect === "Deny" && named(each, principal) !== "nothing" && holds(each.Condition, principal) !== "no",
  );
  if (denied) return "nothing";
  const allowing = about.filter((each) => each.Effect === "Allow" && holds(each.Condition, principal) === "yes");
  const controls = allowing.map((each) => named(each, principal));
  if (controls.includes("key-policy")) return "key-policy";
  return controls.includes("iam-policies") ? "iam-policies" : "nothing";
}

function listed(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}

/**
 * Whether an action of a statement, wildcards included, is or takes in kms:PutKeyPolicy. Actions are written in either
 * case.
 */
function coversPutKeyPolicy(action: string): boolean {
  return matchesWildcard(action, "kms:PutKeyPolicy", { ignoreCase: true });
}

const ACCOUNT = /^(?:arn:.*:iam::)?(\d{12})(?::root)?$/;

/** How a statement names a principal. */
function named({ Principal }: KeyPolicyStatement, { arn, accountId }: KeyAccountPrincipal): PolicyControl {
  const principals = listed(Principal.AWS);
  if (principals.includes(arn) || principals.includes("*")) return "key-policy";
  return principals.some((each) => ACCOUNT.exec(each)?.[1] === accountId) ? "iam-policies" : "nothing";
}

/** Whether a condition holds for a principal, as far as it speaks of the principal's ARN and nothing else. */
function holds(condition: Condition | undefined, { arn }: KeyAccountPrincipal): "yes" | "no" | "unknown" {
  let answer: "yes" | "unknown" = "yes";
  for (const [operator, keys] of Object.entries(condition ?? {})) {
    for (const [key, values] of Object.entries(keys)) {
      const isEqual = /^(?:Arn|String)(Not)?(?:Equals|Like)$/.exec(operator);
      if (isEqual === null || key.toLowerCase() !== "aws:principalarn") answer = "unknown";
      else if (matches(values, arn) === (isEqual[1] === "Not")) return "no";
    }
  }
  return answer;
}

function matches(values: string | readonly string[], arn: string): boolean {
  return listed(values).some((value) => matchesWildcard(value, arn));
}
