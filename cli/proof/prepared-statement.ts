import { matchesWildcard } from "../../shared/internal";
import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown, replaceUnknowns } from "../policy/unknown";
import type { PrincipalFacts, TargetFacts } from "./facts";
import type { VaryingCondition } from "./match-condition";
import { splitCondition } from "./match-condition";
import { principalMatcher } from "./match-principal";
import { resourceMatcher } from "./match-resource";
import { ASKED_ACTIONS } from "./operations";

/** A statement made ready to be matched with many principals and repositories. */
export interface PreparedStatement {
  /** Whether the same holds for every repository, so that it is matched once for a principal. */
  readonly isSameForAll: boolean;
  /**
   * What the statement has to say about a pair, as a text: where two pairs get the same text, it says the same about both. `undefined`
   * when it says nothing.
   */
  signature(principal: PrincipalFacts, target: TargetFacts): string | undefined;
}

const prepared = new WeakMap<StatementJson, PreparedStatement | "nothing">();

/** Prepares a statement; `undefined` for one about other services. */
export function preparedStatement(statement: StatementJson): PreparedStatement | undefined {
  const before = prepared.get(statement) ?? (concernsUs(statement) ? prepare(statement) : "nothing");
  prepared.set(statement, before);
  return before === "nothing" ? undefined : before;
}

function concernsUs(statement: StatementJson): boolean {
  return ASKED_ACTIONS.some((action) => mayCover(statement, action));
}

/** Whether a statement can be about an action. */
export function mayCover({ Action, NotAction }: StatementJson, action: string): boolean {
  if (NotAction !== undefined || Action === undefined) return true;
  return listOf(Action).some(
    (pattern) => hasUnknown(pattern) || matchesWildcard(pattern, action, { ignoreCase: true }),
  );
}

function prepare(statement: StatementJson): PreparedStatement {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = statement;
  const { varying, rest } = splitCondition(Condition);
  const isForAll = Resource === undefined && NotResource === undefined ? true : listOf(Resource).includes("*");
  // What is not known is not known alike, whatever it is called.
  const text = replaceUnknowns(JSON.stringify([Effect, Action, NotAction, rest, isForAll]), "?");
  const base = internedText(text);
  const resource = resourceMatcher(statement);
  const principal = principalMatcher(statement);
  const isOfResource = Principal !== undefined || NotPrincipal !== undefined;
  return {
    isSameForAll: isForAll && varying.every(({ of }) => of === "principal"),
    signature: (who, target) => {
      const on = isForAll ? "" : onTarget(resource, target);
      if (on === undefined) return undefined;
      const ways = isOfResource ? principal(who) : "";
      if (isOfResource && ways === "") return undefined;
      const conditions = varying.length === 0 ? "" : conditionsOn(varying, who, target);
      return conditions === undefined ? undefined : `${base}${ways}${on}${conditions}`;
    },
  };
}

function onTarget(matches: (arn: string) => string, { repository, keyArn }: TargetFacts): string | undefined {
  const onRepository = matches(repository.arn);
  const onKey = keyArn === undefined ? "no" : matches(keyArn);
  return onRepository === "no" && onKey === "no" ? undefined : `/${onRepository}/${onKey}`;
}

function conditionsOn(
  varying: readonly VaryingCondition[],
  principal: PrincipalFacts,
  target: TargetFacts,
): string | undefined {
  let text = "";
  for (const condition of varying) {
    const match = condition.match(principal, target);
    if (match === false) return undefined;
    if (match !== true) text += `&${match}`;
    // That a condition stands there matters too: it is what makes a statement speak of somebody in particular.
    else text += "&";
  }
  return text;
}

const numbers = new Map<string, number>();

/** A short text for a long one. */
function internedText(text: string): string {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return `#${number}`;
}
