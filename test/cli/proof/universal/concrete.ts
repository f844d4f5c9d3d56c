import { evaluate } from "../../../../cli/iam/evaluate";
import type { PolicyInForce } from "../../../../cli/iam/evaluate";
import type { RequestPrincipal } from "../../../../cli/iam/request";
import type { ControlLevel, ModelDocument } from "../../../../cli/model/access-model";
import type { PolicyJson, StatementJson } from "../../../../cli/policy/policy-json";
import { hasUnknown, isUnknown } from "../../../../cli/policy/unknown";
import type { RandomQuestion } from "../../iam/random-requests";
import { simulated } from "../../iam/simulated";
import type { Found } from "./finder";
import type { Formula } from "./formula";
import type { AskedCall } from "./operation";
import type { Piece } from "./pieces";
import type { Value } from "./somebody";

/** Turns a call that the search made up into a question for evaluators. */
export function concreteCall({ planned, call, inForce }: AskedCall, found: Found): RandomQuestion {
  const { who } = call;
  const isService = isTrue(who.isService, found);
  const accountId = found.text(isService ? who.sourceAccount : who.account);
  const arn = textOf(isService ? [who.service] : who.arn, found);
  const type: RequestPrincipal["type"] = isService ? "service" : isTrue(who.isUser, found) ? "user" : "role";
  const context = Object.fromEntries(
    Object.entries(call.keys).flatMap(([key, value]) =>
      isTrue(value.present, found) ? [[key, contentOf(key, value, found)]] : [],
    ),
  );
  const owner = planned.target === "registry" ? accountId : inForce.owner;
  return {
    request: {
      principal: { type, arn, accountId },
      action: call.action,
      resource: call.resource,
      resourceAccount: owner,
      context: new Map(Object.entries(context)),
      isUnknownKey: () => false,
    },
    context,
    policies: policiesOf({ planned, call, inForce }, type === "service" ? "" : arn, accountId, owner),
    own: planned.target === "key" ? "policy-delegates" : "iam-decides",
  };
}

/** What two evaluators say: ours, and one that others wrote. */
export async function judged(question: RandomQuestion): Promise<{ readonly ours: string; readonly theirs: string }> {
  const { verdict } = evaluate(question.request, question.policies, question.own);
  // The other one knows nothing of what is not known.
  return { ours: verdict, theirs: hasUnknown(question.policies) ? verdict : await simulated(question) };
}

/** Whether a sentence holds under the values that were found. */
export function isTrue(formula: Formula, found: Found): boolean {
  if (typeof formula === "boolean") return formula;
  switch (formula.is) {
    case "and":
      return formula.of.every((each) => isTrue(each, found));
    case "or":
      return formula.of.some((each) => isTrue(each, found));
    case "not":
      return !isTrue(formula.of, found);
    case "fact":
      return found.holds(formula.name);
    default:
      throw new Error("only facts are asked about");
  }
}

function textOf(pieces: readonly Piece[], found: Found): string {
  return pieces
    .map((piece) => {
      if (typeof piece === "string") return piece;
      if ("either" in piece) return isTrue(piece.either, found) ? piece.then : piece.otherwise;
      return found.text(piece);
    })
    .join("");
}

function contentOf(key: string, { content }: Value, found: Found): string | string[] {
  const text = "address" in content ? found.address(content.address) : textOf(content.pieces, found);
  return key === "aws:principalorgpaths" ? [text] : text;
}

const EVERYTHING: StatementJson = { Effect: "Allow", Action: "*", Resource: "*" };

function policiesOf({ planned, inForce }: AskedCall, arn: string, accountId: string, owner: string): PolicyInForce[] {
  const { model, resourcePolicy } = inForce;
  const principal = model.principals.find((each) => each.arn === arn);
  const account = model.accounts.find(({ id }) => id === accountId);
  const ownerAccount = model.accounts.find(({ id }) => id === owner);
  const isIam = arn !== "";
  const identity =
    principal === undefined
      ? [policyOf("identity", [EVERYTHING])]
      : [
          ...principal.policies.map((each) => inRole("identity", each)),
          ...(principal.policiesUnseen === true ? [policyOf("identity", [EVERYTHING])] : []),
        ];
  const levels = (role: PolicyInForce["role"], all: readonly ControlLevel[] = []): PolicyInForce[] =>
    all.flatMap(({ id, policies }) => policies.map((each) => ({ ...inRole(role, each), level: id })));
  return [
    ...(isIam ? identity : []),
    ...(principal?.permissionsBoundary === undefined ? [] : [inRole("boundary", principal.permissionsBoundary)]),
    ...(isIam ? levels("service-control", account?.serviceControlPolicies) : []),
    ...(planned.target === "registry" ? [] : levels("resource-control", ownerAccount?.resourceControlPolicies)),
    ...(resourcePolicy === undefined ? [] : [inRole("resource", resourcePolicy)]),
  ];
}

function inRole(role: PolicyInForce["role"], { policy }: ModelDocument): PolicyInForce {
  return policyOf(role, isUnknown(policy) ? [] : (policy satisfies PolicyJson).Statement);
}

function policyOf(role: PolicyInForce["role"], statements: readonly StatementJson[]): PolicyInForce {
  return { role, statements, reading: { variables: true, withoutResource: "everything" } };
}
