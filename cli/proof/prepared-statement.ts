import { matchesWildcard } from "../../shared/internal";
import type { CompiledPart, CompiledStatement } from "../iam/statement";
import { compileStatement } from "../iam/statement";
import { NO } from "../iam/truth";
import type { StatementJson } from "../policy/policy-json";
import { listOf, namesEverybody } from "../policy/policy-json";
import { conditionEntries } from "../policy/statement-parts";
import { hasUnknown, replaceUnknowns } from "../policy/unknown";
import type { ClassPair } from "./class-request";
import { PRINCIPAL_KEYS, TARGET_KEYS } from "./class-request";
import { ASKED_ACTIONS } from "./operations";

/** A statement made ready to be matched with many principals and repositories. */
export interface PreparedStatement {
  /** Whether the same holds for every repository, so that it is matched once for a principal. */
  readonly isSameForAll: boolean;
  /**
   * What the statement has to say about a pair, as a text: where two pairs get the same text, it says the same about
   * both. `undefined` when it says nothing.
   */
  signature(pair: ClassPair): string | undefined;
}

const prepared = new WeakMap<StatementJson, Map<boolean, PreparedStatement | undefined>>();

/** Prepares a statement; `undefined` for one about other services. */
export function preparedStatement(statement: StatementJson, hasVariables = false): PreparedStatement | undefined {
  const known = prepared.get(statement) ?? new Map<boolean, PreparedStatement | undefined>();
  prepared.set(statement, known);
  if (!known.has(hasVariables))
    known.set(hasVariables, concernsUs(statement) ? prepare(statement, hasVariables) : undefined);
  return known.get(hasVariables);
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

function prepare(statement: StatementJson, hasVariables: boolean): PreparedStatement {
  const { Resource, NotResource, Condition } = statement;
  const compiled = compileStatement(statement, { variables: hasVariables, withoutResource: "everything" });
  const isForAll = (Resource === undefined && NotResource === undefined) || listOf(Resource).includes("*");
  const isOpen = hasVariables && JSON.stringify([Resource, NotResource, Condition]).includes("${");
  const resources = isForAll ? [] : compiled.parts.filter(({ part }) => part.name.endsWith("Resource"));
  const conditions = compiled.parts.filter(({ part }) => part.name === "Condition" && varies(part.condition.entry.key));
  const base = baseOf(statement, hasVariables, isForAll);
  return {
    isSameForAll:
      isForAll &&
      !isOpen &&
      conditions.every(({ part }) => part.name === "Condition" && PRINCIPAL_KEYS.has(part.condition.entry.key)),
    signature: (pair) => {
      const ways = waysOf(compiled, pair);
      const on = ways === undefined ? undefined : onTarget(resources, pair);
      const truths = on === undefined ? undefined : conditionsOn(conditions, pair);
      if (ways === undefined || on === undefined || truths === undefined) return undefined;
      return `${base}${ways}${on}${truths}${isOpen ? wholePair(pair) : ""}`;
    },
  };
}

function varies(key: string): boolean {
  return PRINCIPAL_KEYS.has(key) || TARGET_KEYS.has(key);
}

/** What of a statement is the same for every pair. */
function baseOf(statement: StatementJson, hasVariables: boolean, isForAll: boolean): string {
  const { Effect, Action, NotAction, Condition } = statement;
  const entries = conditionEntries(Condition);
  // That a condition stands there matters too: it is what makes a statement speak of somebody in particular.
  const conditions = entries.map(({ operator, key, values }) =>
    varies(key) ? [operator, key] : [operator, key, values],
  );
  const about = [Effect, Action, NotAction, conditions, isForAll, namesEverybody(statement), hasVariables];
  // What is not known is not known alike, whatever it is called.
  return internedText(replaceUnknowns(JSON.stringify(about), "?"));
}

/** In which ways a statement names the principal; `undefined` when it does not. */
function waysOf({ who }: CompiledStatement, { request }: ClassPair): string | undefined {
  if (who === undefined) return "";
  const { direct, role, account } = who.match(request);
  return direct === NO && role === NO && account === NO ? undefined : `${direct}${role}${account}`;
}

/** Whether a statement is about the registry, the repository, the key; `undefined` when about none. */
function onTarget(resources: readonly CompiledPart[], pair: ClassPair): string | undefined {
  if (resources.length === 0) return "/";
  const { requests } = pair;
  let text = "/";
  for (const resource of resources) {
    const truths = requests.map((request) => resource.test(request));
    if (truths.every((truth) => truth === NO)) return undefined;
    text += truths.join("");
  }
  return text;
}

/**
 * Operators that do not hold where a request lacks the key: what does not hold for a pair then holds in none of its
 * requests.
 */
const NEEDS_THE_KEY = /^(?:ForAnyValue:)?(?:(?:String|Arn)(?:Equals|Like)|Bool)$/i;

function conditionsOn(conditions: readonly CompiledPart[], { request }: ClassPair): string | undefined {
  let text = "";
  for (const condition of conditions) {
    const { part } = condition;
    if (part.name !== "Condition") continue;
    const truth = condition.test(request);
    if (truth === NO && NEEDS_THE_KEY.test(part.condition.entry.operator)) return undefined;
    text += `&${truth}`;
  }
  return text;
}

/** A policy variable may stand for anything of principal or repository. */
function wholePair({ principal: { caller }, target: { repository, keyArn } }: ClassPair): string {
  return JSON.stringify([caller.arn, caller.organizationPath, repository.arn, keyArn]);
}

const numbers = new Map<string, number>();

/** A short text for a long one. */
function internedText(text: string): string {
  const number = numbers.get(text) ?? numbers.size;
  numbers.set(text, number);
  return `#${number}`;
}
