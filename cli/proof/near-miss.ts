import type { OpenPart } from "../iam/statement";
import { NO } from "../iam/truth";
import type { StatementJson } from "../policy/policy-json";
import { principalsOf } from "../policy/statement-parts";
import type { Caller } from "./caller";
import { callerName } from "./caller";
import type { Call } from "./proof";

/** Longer lists are cut: whoever reads wants to see what the values are like. */
const MOST_VALUES = 3;

/** Why a statement does not apply to a call, each reason in plain words. */
export function missed(
  statement: StatementJson,
  parts: readonly OpenPart[],
  caller: Caller,
  call: Call,
): readonly string[] {
  return parts.flatMap(({ part, truth }): readonly string[] => {
    if (truth !== NO) return [];
    switch (part.name) {
      case "Principal":
        return [
          `its principal is ${list(principalsOf(statement).map(({ value }) => value))}, the call comes from ${callerName(caller)}`,
        ];
      case "NotPrincipal":
        return [`it is for everyone but some, and the call comes from ${callerName(caller)}`];
      case "Resource":
        return [`its resource is ${list(part.values)}, the call is for ${call.resource}`];
      case "NotResource":
        return [`its NotResource leaves out ${call.resource}`];
      case "Condition":
        return [conditionText(part.condition.entry, call)];
      case "Action":
      case "NotAction":
        return [];
    }
  });
}

function conditionText(
  { operator, name, key, values }: { operator: string; name: string; key: string; values: readonly string[] },
  { context }: Call,
): string {
  const [, has] = Object.entries(context).find(([each]) => each.toLowerCase() === key) ?? [];
  const actual =
    has === undefined ? "the call does not have it" : `the call has ${list(typeof has === "string" ? [has] : has)}`;
  return `condition ${operator} ${name} asks for ${list(values)}, ${actual}`;
}

function list(values: readonly string[]): string {
  const shown = values.slice(0, MOST_VALUES).map((value) => JSON.stringify(value));
  const more = values.length - shown.length;
  if (values.length === 0) return "nobody";
  return more > 0 ? `${shown.join(" or ")} (and ${more} more)` : shown.join(" or ");
}
