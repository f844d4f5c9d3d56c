import type { ConditionJson } from "../policy/policy-json";
import { statementRule } from "./define-rule";
import { PAGES } from "./pages";
import { asksFor } from "./limiting-conditions";
import { conditionEntries, patternsFor } from "../policy/statement-parts";
import { listWords } from "../toolkit/list-words";

/**
 * Medium: whoever may make any grant can give anybody, in any account, the use of the key. AWS's own example for ECR
 * leaves the condition out, so it is no more than that.
 */
export const UNCONDITIONED_CREATE_GRANT = statementRule(
  {
    id: "unconditioned-create-grant",
    title: "kms:CreateGrant is allowed for the grants of AWS services only.",
    severity: "medium",
    see: PAGES.kmsConditions,
    elsewhere: {},
    why: "ECR makes its grants in the name of whoever creates the repository, so creators need kms:CreateGrant. Without a condition they can also give anybody else the use of the key, past the key policy.",
    fix: 'Add the condition "Bool": { "kms:GrantIsForAWSResource": "true" } to a statement with kms:CreateGrant alone.',
  },
  ["key-policy", "identity-policy"],
  (statement) => {
    const granting = patternsFor(statement, "kms:CreateGrant");
    if (statement.Effect !== "Allow" || granting.length === 0 || isForServices(statement.Condition)) return undefined;
    const bool = { ...statement.Condition?.["Bool"], "kms:GrantIsForAWSResource": "true" };
    return {
      message: `${listWords(granting)} allows grants to anybody.`,
      replacement: {
        ...statement,
        Action: "kms:CreateGrant",
        Condition: { ...statement.Condition, Bool: bool },
      },
    };
  },
);

/** Conditions under which the grantee is a service, or named. */
const GRANTEES = ["kms:granteeprincipal", "kms:granteeserviceprincipal", "kms:viaservice"];

function isForServices(condition: ConditionJson | undefined): boolean {
  const forResource = conditionEntries(condition).some(
    ({ operator, key, values }) =>
      /^bool$/i.test(operator) &&
      key === "kms:grantisforawsresource" &&
      values.every((value) => value.toLowerCase() === "true"),
  );
  return forResource || asksFor(condition, GRANTEES);
}
