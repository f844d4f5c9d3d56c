import type { StatementJson } from "../policy/policy-json";
import { statementRule } from "./define-rule";
import { PAGES } from "./pages";
import type { ConditionEntry } from "../policy/statement-parts";
import { namesEverybody } from "../policy/policy-json";
import { conditionEntries, coversAction } from "../policy/statement-parts";
import { listWords } from "../toolkit/list-words";

/**
 * High: a Deny beats ECR's grants, so pushes and pulls stop. "May": which of these keys ECR's calls carry is not
 * documented, and a call without the key matches every operator with Not.
 */
export const DENY_MAY_BLOCK_ECR = statementRule(
  {
    id: "deny-may-block-ecr",
    title: "A Deny in the key policy leaves ECR out.",
    severity: "high",
    see: PAGES.evaluation,
    elsewhere: {},
    why: "When ECR uses its grants the call is its own: it has no organization, no VPC and perhaps no kms:ViaService. A negated condition on such a key holds for a call without it, and a Deny beats every grant: images can be neither pushed nor pulled.",
    fix: 'Add "Bool": { "aws:PrincipalIsAWSService": "false" } to the condition, and try a pull before you rely on it.',
  },
  ["key-policy"],
  (statement) => {
    const { Effect, NotPrincipal, Condition = {} } = statement;
    const everybody = namesEverybody(statement) || NotPrincipal !== undefined;
    if (Effect !== "Deny" || !everybody || !ECR_ACTIONS.some((action) => coversAction(statement, action)))
      return undefined;
    const entries = conditionEntries(Condition);
    if (!entries.every(holdsForService)) return undefined;
    return { message: reason(statement, entries), replacement: leavingServicesOut(statement) };
  },
);

const ECR_ACTIONS = ["kms:Decrypt", "kms:GenerateDataKey"];

/** What calls of a service itself do not carry, or may not. */
const CALLERS = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceip",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:vpcsourceip",
  "kms:calleraccount",
  "kms:viaservice",
]);

/** `ForAnyValue:` asks for the key even where it is negated. */
function holdsForService({ operator, key }: ConditionEntry): boolean {
  return CALLERS.has(key) && /^(?!foranyvalue:).*not/i.test(operator);
}

function reason({ NotPrincipal }: StatementJson, entries: readonly ConditionEntry[]): string {
  const who = NotPrincipal === undefined ? "everybody" : "everybody but those in NotPrincipal";
  if (entries.length === 0) return `It denies use of the key to ${who}, ECR included.`;
  return `It denies use of the key to ${who} whose call does not have the right ${listWords(entries.map(({ name }) => name))}; ECR's own calls may not have it.`;
}

function leavingServicesOut(statement: StatementJson): StatementJson {
  const bool = { ...statement.Condition?.["Bool"], "aws:PrincipalIsAWSService": "false" };
  return { ...statement, Condition: { ...statement.Condition, Bool: bool } };
}
