import { NO } from "../iam/truth";
import type { StatementJson } from "../policy/policy-json";
import { listOf, namesEverybody } from "../policy/policy-json";
import type { AskedCall } from "./asked-call";
import type { JudgedStatement } from "./decide";
import type { JudgedCall } from "./decide";

/**
 * Whether a document allows a call to just this principal or on just this resource. An administrator's `Allow * on *`,
 * and an account's trust in its own IAM policies, say nothing about what is intended.
 */
export function isAllowedOnPurpose({ asked, decision }: JudgedCall): boolean {
  return decision.statements.some((judged) => {
    const participant = asked.participants[judged.participant];
    const statement = participant?.statements[judged.number];
    if (judged.match !== "certain" || statement?.Effect !== "Allow" || participant?.isStandIn === true) return false;
    switch (participant?.document.kind) {
      case "identity":
        return saysSo(statement, asked);
      case "repository-policy":
      case "key-policy":
        return meansCaller(statement, judged, asked);
      case "grant":
        return true;
      case "permissions-boundary":
      case "registry-policy":
      case "service-control-policy":
      case "resource-control-policy":
      case undefined:
        return false;
    }
  });
}

function saysSo({ Action, Resource }: StatementJson, { caller, owner }: AskedCall): boolean {
  if (listOf(Action).length === 0 || listOf(Action).includes("*")) return false;
  return caller.accountId === owner || (listOf(Resource).length > 0 && !listOf(Resource).includes("*"));
}

function meansCaller(
  statement: StatementJson,
  judged: JudgedStatement,
  { caller, owner, planned }: AskedCall,
): boolean {
  const { Condition } = statement;
  if (planned.inIamOnly === true) return false;
  // An organization is let in with everybody in it: who of them pulls is for their accounts to say.
  if (namesEverybody(statement) && !hasCondition(Condition, "aws:principalarn")) return false;
  if (!isByAccount(judged)) return true;
  return caller.accountId !== owner || hasCondition(Condition, "aws:principalarn");
}

function hasCondition(condition: StatementJson["Condition"], key: string): boolean {
  return Object.values(condition ?? {}).some((block) => Object.keys(block).some((name) => name.toLowerCase() === key));
}

/** Whether a statement names the caller by its account alone, so that the account's IAM policies decide. */
function isByAccount({ principal }: JudgedStatement): boolean {
  return principal?.direct === NO && principal.role === NO;
}
