import type { Principal } from "../../../../cli/model/access-model";
import type { AccessProof, Verdict } from "../../../../cli/proof/proof";
import type { Party, PartyException, PartyName } from "../../../../cli/proof/party";
import { servicePrincipalFor } from "../../../../cli/policy/principal-arn";
import type { ConditionJson } from "../../../../cli/policy/policy-json";
import type { AskedCall, Attempt, Question } from "./operation";
import { conditionHolds } from "./conditions";
import type { Formula } from "./formula";
import { and, not, or } from "./formula";
import { matches } from "./pieces";
import type { Somebody } from "./somebody";
import { matchesArn } from "./somebody";

/** Whether somebody is one of the rows of a proof with certain answers: by default, those that are not denied. */
export function isInRow(
  proof: AccessProof,
  repository: number,
  { operation, kmsModel }: Question,
  who: Somebody,
  kinds: readonly Principal["kind"][],
  verdicts: readonly Verdict[] = ["allowed", "unknown"],
): Formula {
  const field = kmsModel === "documented" ? "documented" : "twoWay";
  return or(
    ...proof.principals.flatMap((principal, index) => {
      const verdict = proof.cell(index, repository, operation)[field];
      return kinds.includes(principal.kind) && verdicts.includes(verdict) ? [isRow(principal, who)] : [];
    }),
  );
}

function isRow({ kind, arn, accountId }: Principal, who: Somebody): Formula {
  const source = (glob: string): Formula => matchesArn(glob, piecesOf(who.keys["aws:sourcearn"]));
  switch (kind) {
    case "account":
      return isForAccount(accountId, who);
    case "organization":
      return isOfOrganization(arn, who);
    case "lambda":
      return and(
        matches("lambda.amazonaws.com", [who.service]),
        or(source(arn), matches(accountId, piecesOf(who.keys["aws:sourceaccount"]))),
      );
    case "service":
      return and(matches(servicePrincipalFor(arn) ?? "", [who.service]), source(arn));
    default:
      return who.is(arn);
  }
}

function piecesOf(value: Somebody["keys"][string] | undefined): Parameters<typeof matches>[1] {
  return value !== undefined && "pieces" in value.content ? value.content.pieces : [];
}

function isOfOrganization(name: string, who: Somebody): Formula {
  if (!name.includes("/")) return and(who.isInOrganization, not(who.isService), matches(name, [who.organization]));
  return and(not(who.isService), who.isBelow(name.endsWith("*") ? name : `${name}*`));
}

/**
 * Whether somebody, as he makes the calls of an attempt, is one of a party. A condition may hold of any of the calls: who
 * does one of them so does not do all without. An exception has to hold of all of them.
 */
export function isInParty({ kind, name, accountId = "" }: Party, tried: Attempt): Formula {
  const { who } = tried;
  if (kind === "own-account") return who.isOf(accountId);
  if (name === undefined) return true;
  const { unless = [] } = name;
  return and(isNamed(name, tried), not(or(...unless.map((each) => isExcepted(each, tried)))));
}

function isNamed(name: PartyName, tried: Attempt): Formula {
  const { who } = tried;
  if ("anyone" in name) return holdsOf(or, name.anyone, tried);
  const conditions = holdsOf(or, name.if, tried);
  if ("account" in name) return and(isForAccount(name.account, who), conditions);
  if ("organization" in name) return and(isOfOrganization(name.organization, who), conditions);
  if ("principal" in name) return and(who.is(name.principal), conditions);
  return and(who.isService, matches(name.service, [who.service]), conditions);
}

function isExcepted({ principals, if: condition }: PartyException, tried: Attempt): Formula {
  const { who } = tried;
  const isListed =
    principals === undefined
      ? true
      : or(...principals.map((each) => (/^\d+$/.test(each) ? who.isOf(each) : who.is(each))));
  return and(isListed, holdsOf(and, condition, tried));
}

/**
 * Whether each line of a condition holds of some (`or`) or all (`and`) calls that somebody makes: a service makes none but
 * to the repository.
 */
function holdsOf(combined: typeof and, condition: ConditionJson | undefined, { who, calls }: Attempt): Formula {
  const own = calls.filter(({ call }) => call.who === who);
  const lines = Object.entries(condition ?? {}).flatMap(([operator, block]) =>
    Object.entries(block).map(([key, values]): ConditionJson => ({ [operator]: { [key]: values } })),
  );
  const holds = (line: ConditionJson, { planned, call }: (typeof own)[number]): Formula => {
    const isMade = isMadeByServices(planned) ? true : not(who.isService);
    const isMet = conditionHolds(line, call.keys, "party");
    return combined === or ? and(isMade, isMet) : or(not(isMade), isMet);
  };
  return and(...lines.map((line) => combined(...own.map((each) => holds(line, each)))));
}

/** A service makes no calls but those to a repository, and those that administer a key. */
function isMadeByServices({ target, via }: AskedCall["planned"]): boolean {
  return target === "repository" || (target === "key" && via === undefined);
}

/** The principals of an account, and services that come for it. */
function isForAccount(account: string, who: Somebody): Formula {
  const { "aws:sourceaccount": sourceAccount, "aws:sourcearn": sourceArn } = who.keys;
  const isItsSource = matches(account, [who.sourceAccount]);
  return or(
    who.isOf(account),
    and(who.isService, or(sourceAccount?.present ?? false, sourceArn?.present ?? false), isItsSource),
  );
}
