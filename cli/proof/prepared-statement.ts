import { matchesWildcard } from "../../shared/internal";
import type { CompiledPart, CompiledStatement } from "../iam/statement";
import { compileStatement } from "../iam/statement";
import { isPattern } from "../iam/glob";
import type { Request } from "../iam/request";
import type { Truth } from "../iam/truth";
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
  /** What of it is the same for every pair, as a text. */
  readonly base: string;
  /** Whether a policy variable in it may stand for anything of a pair: only `signature` tells then what it says. */
  readonly isOpen: boolean;
  /** Its resources, where they are not everything. */
  readonly resources: readonly CompiledPart[];
  /** The resources, where they are ARNs or patterns of which the beginning is known. */
  readonly namedResources: readonly string[] | undefined;
  /** What it asks of repositories and keys, as a text; `undefined` where that would be long. */
  readonly asksOfTarget: string | undefined;
  /** Its conditions that tell principals apart, and those that tell repositories and keys apart. */
  readonly ofPrincipal: readonly PreparedCondition[];
  readonly ofTarget: readonly PreparedCondition[];
  /** Whom it can be about, by ARN, account or service; `undefined` where names do not tell. */
  readonly names: ReadonlySet<string> | undefined;
  /** Where it is only about those whom a condition names by ARN: these ARNs. */
  readonly arns: ReadonlySet<string> | undefined;
  /** In which ways it names the principal of a request; `undefined` when in none. */
  ways(request: Request): string | undefined;
  /**
   * What the statement has to say about a pair, as a text: where two pairs get the same text, it says the same about
   * both. `undefined` when it says nothing.
   */
  signature(pair: ClassPair): string | undefined;
}

/** A condition made ready. */
export interface PreparedCondition {
  /** What it says to a request; `undefined` where the statement does not hold for certain, whatever else is asked. */
  truth(request: Request): Truth | undefined;
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
  const conditions = compiled.parts.flatMap((each) => preparedCondition(each) ?? []);
  const base = baseOf(statement, hasVariables, isForAll);
  const ways = (request: Request): string | undefined => waysOf(compiled, request);
  return {
    base,
    isOpen,
    resources,
    namedResources: namedResources(resources),
    asksOfTarget: asksOfTarget(statement, hasVariables),
    ofPrincipal: conditions.filter(({ key }) => PRINCIPAL_KEYS.has(key)),
    ofTarget: conditions.filter(({ key }) => !PRINCIPAL_KEYS.has(key)),
    names: compiled.who?.names,
    arns: isOpen ? undefined : narrowedTo(compiled),
    ways,
    signature: (pair) => {
      const named = ways(pair.request);
      const on = named === undefined ? undefined : onTarget(resources, pair);
      const truths = on === undefined ? undefined : conditionsOn(conditions, pair);
      if (named === undefined || on === undefined || truths === undefined) return undefined;
      return `${base}${named}${on}${truths}${isOpen ? wholePair(pair) : ""}`;
    },
  };
}

/** How many resources are worth comparing with those of other statements. */
const FEW = 8;

function asksOfTarget({ Resource, NotResource, Condition }: StatementJson, hasVariables: boolean): string | undefined {
  if (listOf(Resource).length + listOf(NotResource).length > FEW) return undefined;
  const conditions = conditionEntries(Condition).filter(({ key }) => TARGET_KEYS.has(key));
  return JSON.stringify([Resource, NotResource, conditions, hasVariables]);
}

function namedResources(resources: readonly CompiledPart[]): readonly string[] | undefined {
  const [only, ...more] = resources;
  if (only?.part.name !== "Resource" || more.length > 0) return undefined;
  return only.part.values.some((value) => hasUnknown(value)) ? undefined : only.part.values;
}

/** The ARNs, without wildcards, of which `aws:PrincipalArn` has to be one; `undefined` where no condition asks for that. */
function narrowedTo({ parts }: CompiledStatement): ReadonlySet<string> | undefined {
  for (const { part } of parts) {
    if (part.name !== "Condition" || part.condition.entry.key !== "aws:principalarn") continue;
    const { operator, values } = part.condition.entry;
    if (
      !/^bool$/i.test(operator) &&
      NEEDS_THE_KEY.test(operator) &&
      !values.some((each) => isPattern(each) || hasUnknown(each))
    )
      return new Set(values);
  }
  return undefined;
}

function preparedCondition(compiled: CompiledPart): (PreparedCondition & { readonly key: string }) | undefined {
  const { part } = compiled;
  if (part.name !== "Condition" || !varies(part.condition.entry.key)) return undefined;
  const { key, operator } = part.condition.entry;
  const needsTheKey = NEEDS_THE_KEY.test(operator);
  return {
    key,
    truth: (request) => {
      const truth = compiled.test(request);
      return truth === NO && needsTheKey ? undefined : truth;
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
function waysOf({ who }: CompiledStatement, request: Request): string | undefined {
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

function conditionsOn(conditions: readonly PreparedCondition[], { request }: ClassPair): string | undefined {
  let text = "";
  for (const condition of conditions) {
    const truth = condition.truth(request);
    if (truth === undefined) return undefined;
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
