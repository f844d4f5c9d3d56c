import type { StatementJson } from "../policy/policy-json";
import { hasUnknown, isUnknown } from "../policy/unknown";
import { keyRule, policyRule } from "./define-rule";
import { PAGES } from "./pages";
import type { PolicyPlace } from "./policy-places";
import { statementsOf } from "./policy-places";
import { namesEverybody } from "../policy/policy-json";
import { accountOfPrincipal, coversAction, principalsOf } from "../policy/statement-parts";

const CHANGE_POLICY = "kms:PutKeyPolicy";

/**
 * Critical: nobody but AWS Support can repair the key. Only what is certain: a statement for a role of the key's
 * account counts, whether the role exists or not.
 */
export const KEY_POLICY_LOCKOUT = policyRule(
  {
    id: "key-policy-lockout",
    title: "Somebody in the key's account may change the key policy.",
    severity: "critical",
    see: PAGES.putKeyPolicy,
    elsewhere: {},
    why: "KMS refuses such a policy, or with its safety check bypassed takes it: then nobody can administer the key any more, and only AWS Support can help. Accounts other than the key's cannot change a key policy, whatever it says.",
    fix: "Let the account's IAM policies decide: allow kms:* to arn:aws:iam::<account>:root.",
  },
  ["key-policy"],
  (place) => {
    if (isUnknown(place.document.policy)) return undefined;
    const statements = statementsOf(place);
    if (statements.some(isDeniedToAll))
      return { message: "A statement denies kms:PutKeyPolicy to everybody: the policy can never be changed again." };
    return statements.some((statement) => mayHold(statement, place))
      ? undefined
      : {
          message: `No statement allows kms:PutKeyPolicy to anybody in account ${place.accountId}: the policy can never be changed again.`,
        };
  },
);

/** Medium: nothing is wrong yet; the check that would have said so is off. */
export const BYPASS_LOCKOUT_CHECK = keyRule(
  {
    id: "bypass-lockout-check",
    title: "KMS checks that a key policy can still be changed.",
    severity: "medium",
    see: PAGES.createKey,
    elsewhere: {},
    why: "With bypass_policy_lockout_safety_check KMS takes a policy that nobody can change again. Such a key is lost to all administration.",
    fix: "Remove bypass_policy_lockout_safety_check.",
  },
  ({ bypassPolicyLockoutSafetyCheck: bypass }) =>
    bypass === true ? { message: "KMS's check against lockout is bypassed." } : undefined,
);

function isDeniedToAll(statement: StatementJson): boolean {
  return (
    statement.Effect === "Deny" &&
    statement.Condition === undefined &&
    coversAction(statement, CHANGE_POLICY) &&
    namesEverybody(statement)
  );
}

/** Whether a statement can let somebody of the key's account change the policy. */
function mayHold(statement: StatementJson, { accountId }: PolicyPlace): boolean {
  if (statement.Effect !== "Allow") return false;
  if (hasUnknown(statement.Action) || hasUnknown(statement.NotAction)) return true;
  if (!coversAction(statement, CHANGE_POLICY)) return false;
  if (statement.NotPrincipal !== undefined || hasUnknown(statement.Principal)) return true;
  return principalsOf(statement).some(
    ({ type, value }) => type === "AWS" && (value === "*" || accountOfPrincipal(value) === accountId),
  );
}
