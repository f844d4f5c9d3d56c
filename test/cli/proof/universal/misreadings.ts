import type { ConditionJson, StatementJson } from "../../../../cli/policy/policy-json";
import type { Reading } from "./compare";

/** Mistakes that somebody who writes an evaluator could make, each as what statements would mean to it. */
export const MISREADINGS: Readonly<Record<string, Reading>> = {
  "a Deny is not seen": (statement) => (statement.Effect === "Deny" ? undefined : statement),
  "conditions are not looked at": ({ Condition: _, ...statement }) => statement,
  "StringNotEquals does not hold without the key": withOperators((operator) =>
    operator === "StringNotEquals" ? "ForAnyValue:StringNotEquals" : operator,
  ),
  "IfExists is not seen": withOperators((operator) => operator.replace("IfExists", "")),
  "ForAllValues is taken for ForAnyValue": withOperators((operator) => operator.replace("ForAllValues", "ForAnyValue")),
  "Like compares as Equals does": withOperators((operator) => operator.replace(/^(String\w*)Like/, "$1Equals")),
  "Null is turned around": (statement) =>
    withConditions(statement, (condition) => {
      const { Null, ...rest } = condition;
      if (Null === undefined) return condition;
      const turned = Object.fromEntries(
        Object.entries(Null).map(([key, value]) => [key, value === "true" ? "false" : "true"]),
      );
      return { ...rest, Null: turned };
    }),
  "NotPrincipal is Principal": ({ NotPrincipal, ...statement }) =>
    NotPrincipal === undefined ? statement : { ...statement, Principal: NotPrincipal },
  "an account is everybody": (statement) => {
    const { Principal } = statement;
    return typeof Principal === "object" && /^\d{12}$/.test(String(Principal["AWS"]))
      ? { ...statement, Principal: "*" }
      : statement;
  },
};

function withOperators(change: (operator: string) => string): Reading {
  return (statement) =>
    withConditions(statement, (condition) => {
      const changed: Record<string, ConditionJson[string]> = {};
      for (const [operator, block] of Object.entries(condition))
        changed[change(operator)] = { ...changed[change(operator)], ...block };
      return changed;
    });
}

function withConditions(statement: StatementJson, change: (condition: ConditionJson) => ConditionJson): StatementJson {
  return statement.Condition === undefined ? statement : { ...statement, Condition: change(statement.Condition) };
}
