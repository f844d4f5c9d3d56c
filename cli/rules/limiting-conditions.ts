import type { ConditionJson } from "../policy/policy-json";
import { conditionEntries } from "../policy/statement-parts";

/** Operators that ask for a value: a call without the key does not match. */
const ASKING = new Set(["stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"]);

/**
 * What says whose call it is, or where it comes from. `kms:ViaService` is not among them: everybody may call through
 * ECR.
 */
const WHOSE = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "aws:vpcsourceip",
  "kms:calleraccount",
]);

/**
 * Whether a condition leaves a statement for everybody to somebody in particular. `IfExists` and `ForAllValues:` do
 * not: they match calls that lack the key. Values that are not known do: what they say may be narrow.
 */
export function limitsCallers(condition: ConditionJson | undefined): boolean {
  return conditionEntries(condition).some(({ operator, key, values }) => {
    const asking = operator.toLowerCase().replace(/^foranyvalue:/, "");
    return ASKING.has(asking) && WHOSE.has(key) && values.every(isNarrow);
  });
}

/** Whether a condition has one of these keys with an operator that asks for a value. */
export function asksFor(condition: ConditionJson | undefined, keys: readonly string[]): boolean {
  return conditionEntries(condition).some(
    ({ operator, key }) => keys.includes(key) && ASKING.has(operator.toLowerCase().replace(/^foranyvalue:/, "")),
  );
}

function isNarrow(value: string): boolean {
  if (/^[*?]*$/.test(value) || value === "0.0.0.0/0" || value === "::/0") return false;
  if (!value.startsWith("arn:")) return true;
  const account = value.split(":")[4];
  // Without an account (a bucket's ARN) the resource itself is narrow.
  return account === undefined || account === "" || !/^[*?]+$/.test(account);
}
