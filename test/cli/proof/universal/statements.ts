import type { OneOrMany, PrincipalJson, StatementJson } from "../../../../cli/policy/policy-json";
import { listOf } from "../../../../cli/policy/policy-json";
import { hasUnknown } from "../../../../cli/policy/unknown";
import type { Keys } from "./conditions";
import { conditionHolds } from "./conditions";
import type { Formula } from "./formula";
import { and, fact, not, or } from "./formula";
import { matches } from "./pieces";
import type { Somebody } from "./somebody";

/** One call as the encoding sees it. */
export interface EncodedCall {
  readonly id: string;
  readonly who: Somebody;
  readonly action: string;
  readonly resource: string;
  readonly keys: Keys;
}

/** When a statement applies, and how it names whoever calls. */
export interface Applies {
  readonly effect: "Allow" | "Deny";
  /** Everybody, a user or a service. */
  readonly direct: Formula;
  readonly role: Formula;
  readonly account: Formula;
}

/** When a statement applies to a call; a statement without principals applies `direct`ly. */
export function applies(statement: StatementJson, call: EncodedCall, doubt: string): Applies {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const doubts = `${doubt} for ${call.id}`;
  const rest = and(
    concerns(Action, NotAction, call.action.toLowerCase(), true, doubts),
    Resource === undefined && NotResource === undefined
      ? true
      : concerns(Resource, NotResource, call.resource, false, doubts),
    conditionHolds(Condition, call.keys, doubts),
  );
  const who =
    Principal !== undefined
      ? named(Principal, call.who, doubt)
      : NotPrincipal !== undefined
        ? notNamed(NotPrincipal, call.who, doubt)
        : { direct: true, role: false, account: false };
  return {
    effect: Effect,
    direct: and(who.direct, rest),
    role: and(who.role, rest),
    account: and(who.account, rest),
  };
}

function concerns(
  named: OneOrMany<string> | undefined,
  others: OneOrMany<string> | undefined,
  text: string,
  ignoreCase: boolean,
  doubt: string,
): Formula {
  const is = (value: string): Formula =>
    hasUnknown(value) || value.includes("${")
      ? fact(`${doubt}: ${value}`)
      : matches(ignoreCase ? value.toLowerCase() : value, [text]);
  return others === undefined ? or(...listOf(named).map(is)) : not(or(...listOf(others).map(is)));
}

type Ways = Pick<Applies, "direct" | "role" | "account">;

const ACCOUNT = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;

function named(principal: PrincipalJson, who: Somebody, doubt: string): Ways {
  if (principal === "*") return { direct: true, role: false, account: false };
  const aws = listOf(principal["AWS"]);
  const services = listOf(principal["Service"]);
  const isIam = not(who.isService);
  const unsaid = [...aws, ...services].filter((value) => hasUnknown(value));
  const arns = aws.filter((value) => value.startsWith("arn:") && !ACCOUNT.test(value) && !hasUnknown(value));
  const accounts = aws.flatMap((value) => ACCOUNT.exec(value)?.[1] ?? []);
  return {
    direct: or(
      aws.includes("*"),
      ...arns.filter((arn) => arn.includes(":user/")).map((arn) => who.is(arn)),
      ...services
        .filter((service) => !hasUnknown(service))
        .map((service) => and(who.isService, matches(service, [who.service]))),
      ...unsaid.map((value) => fact(`${doubt} names: ${value}`)),
    ),
    role: or(...arns.filter((arn) => arn.includes(":role/")).map((arn) => who.is(arn))),
    account: and(isIam, or(...accounts.map((account) => matches(account, [who.account])))),
  };
}

/**
 * Of a user the account has to be named as well, of a role its session too: AWS does not say who is left out where only some
 * are.
 */
function notNamed(principal: PrincipalJson, who: Somebody, doubt: string): Ways {
  const { direct, role, account } = named(principal, who, doubt);
  const isNamed = or(direct, role);
  const isNamedWhole = and(who.isUser, direct, account);
  const partly = and(not(isNamedWhole), fact(`${doubt} leaves out`));
  return {
    direct: or(and(who.isService, not(direct)), and(not(who.isService), or(not(isNamed), partly))),
    role: false,
    account: false,
  };
}
