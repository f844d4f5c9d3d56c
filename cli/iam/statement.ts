import type { StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { conditionEntries } from "../policy/statement-parts";
import type { CompiledCondition } from "./condition";
import { compileCondition } from "./condition";
import type { Glob } from "./glob";
import { matchesByParts, matchesGlob } from "./glob";
import type { CompiledPrincipal, PrincipalMatch } from "./principal";
import { anyWay, compileNotPrincipal, compilePrincipal } from "./principal";
import type { Request } from "./request";
import type { TextSet, TextSetOptions } from "./text-set";
import { notIn, notInDependsOn, textSet } from "./text-set";
import type { Truth } from "./truth";
import { both, DEPENDS, NO, YES } from "./truth";

/** What of a document decides how its statements are read. */
export interface Reading {
  /** Whether `${…}` is a variable: only in policies of version 2012-10-17. */
  readonly variables: boolean;
  /** What a statement without `Resource` is about: in a repository policy its repository, in a key policy nothing. */
  readonly withoutResource: "everything" | "nothing";
}

/** How a statement applies to a request. */
export interface StatementMatch {
  readonly truth: Truth;
  /** In which ways its principals match; absent in policies without them. */
  readonly principal?: PrincipalMatch;
}

/** A part of a statement. */
export type StatementPart =
  | { readonly name: "Principal" | "NotPrincipal" }
  | { readonly name: "Action" | "NotAction" | "Resource" | "NotResource"; readonly values: readonly string[] }
  | { readonly name: "Condition"; readonly condition: CompiledCondition };

/** A part that does not hold, or depends on something. */
export interface OpenPart {
  readonly part: StatementPart;
  readonly truth: typeof NO | typeof DEPENDS;
  /** What would have to be known. */
  readonly unknowns: readonly string[];
}

/** A statement, read once for any number of requests. */
export interface CompiledStatement {
  readonly effect: "Allow" | "Deny";
  /** Whom it is about; absent in policies without principals. */
  readonly who?: CompiledPrincipal;
  /** Its other elements, each condition by itself. All have to hold. */
  readonly parts: readonly CompiledPart[];
  match(request: Request): StatementMatch;
  /** Each part that keeps it from applying for certain. */
  openParts(request: Request): readonly OpenPart[];
}

/** An element of a statement, read once. */
export interface CompiledPart {
  readonly part: StatementPart;
  test(request: Request): Truth;
  dependsOn(request: Request): readonly string[];
}

const NOT_ABOUT: StatementMatch = { truth: NO };

/**
 * Reads a statement. Statements that were read before are remembered.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function compileStatement(statement: StatementJson, reading: Reading): CompiledStatement {
  const kind = `${String(reading.variables)} ${reading.withoutResource}`;
  const known = remembered.get(statement) ?? new Map<string, CompiledStatement>();
  const before = known.get(kind);
  if (before !== undefined) return before;
  const compiled = compile(statement, reading);
  known.set(kind, compiled);
  remembered.set(statement, known);
  return compiled;
}

const remembered = new WeakMap<StatementJson, Map<string, CompiledStatement>>();

function compile(statement: StatementJson, reading: Reading): CompiledStatement {
  const { Effect, Principal, NotPrincipal } = statement;
  const who: CompiledPrincipal | undefined =
    Principal !== undefined
      ? compilePrincipal(Principal)
      : NotPrincipal !== undefined
        ? compileNotPrincipal(NotPrincipal)
        : undefined;
  const parts = [...elements(statement, reading), ...conditions(statement, reading)];
  return {
    effect: Effect,
    ...(who === undefined ? {} : { who }),
    parts,
    match: (request) => {
      const principal = who?.match(request);
      let truth: Truth = principal === undefined ? YES : anyWay(principal);
      for (const part of parts) {
        if (truth === NO) return NOT_ABOUT;
        truth = both(truth, part.test(request));
      }
      if (truth === NO) return NOT_ABOUT;
      return principal === undefined ? { truth } : { truth, principal };
    },
    openParts: (request) => {
      const open = parts.flatMap((each): readonly OpenPart[] => {
        const truth = each.test(request);
        return truth === YES ? [] : [{ part: each.part, truth, unknowns: truth === NO ? [] : each.dependsOn(request) }];
      });
      const truth = who === undefined ? YES : anyWay(who.match(request));
      if (who === undefined || truth === YES) return open;
      const part = { name: Principal === undefined ? "NotPrincipal" : "Principal" } as const;
      return [{ part, truth, unknowns: truth === NO ? [] : who.dependsOn(request) }, ...open];
    },
  };
}

const ACTIONS: TextSetOptions = { wildcards: true, variables: false, ignoreCase: true };

function elements(statement: StatementJson, { variables, withoutResource }: Reading): readonly CompiledPart[] {
  const { Action, NotAction, Resource, NotResource } = statement;
  const resources: TextSetOptions = { wildcards: true, variables, hit: resourceHit };
  const found: CompiledPart[] = [];
  const add = (
    name: "Action" | "NotAction" | "Resource" | "NotResource",
    values: readonly string[],
    options: TextSetOptions,
    of: (request: Request) => string,
  ): void => {
    const set = textSet(values, options);
    found.push(elementPart(name, values, set, of));
  };
  if (Action !== undefined) add("Action", listOf(Action), ACTIONS, actionOf);
  if (NotAction !== undefined) add("NotAction", listOf(NotAction), ACTIONS, actionOf);
  if (Resource !== undefined) add("Resource", listOf(Resource), resources, resourceOf);
  if (NotResource !== undefined) add("NotResource", listOf(NotResource), resources, resourceOf);
  if (Resource === undefined && NotResource === undefined && withoutResource === "nothing")
    found.push({ part: { name: "Resource", values: [] }, test: () => NO, dependsOn: () => [] });
  return found;
}

function elementPart(
  name: "Action" | "NotAction" | "Resource" | "NotResource",
  values: readonly string[],
  set: TextSet,
  of: (request: Request) => string,
): CompiledPart {
  const isNot = name.startsWith("Not");
  return {
    part: { name, values },
    test: (request) => {
      const text = of(request);
      return isNot ? notIn(set, text, request) : set.test(text, request);
    },
    dependsOn: (request) => (isNot ? notInDependsOn : dependsOn)(set, of(request), request),
  };
}

function dependsOn(set: TextSet, text: string, request: Request): readonly string[] {
  return set.dependsOn(text, request);
}

const actionOf = ({ action }: Request): string => action;
const resourceOf = ({ resource }: Request): string => resource;

/**
 * AWS says that a `*` at the end of a part of an ARN may match beyond it, and of others that they stand for characters
 * within the part.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
function resourceHit(glob: Glob, text: string): Truth {
  if (!matchesGlob(glob, text)) return NO;
  return matchesByParts(glob, text) ? YES : DEPENDS;
}

function conditions({ Condition }: StatementJson, { variables }: Reading): readonly CompiledPart[] {
  return conditionEntries(Condition).map((entry) => {
    const condition = compileCondition(entry, variables);
    return {
      part: { name: "Condition", condition },
      test: (request) => condition.test(request),
      dependsOn: (request) => condition.dependsOn(request),
    };
  });
}
