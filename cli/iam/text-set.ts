import { hasUnknown, replaceUnknowns, unknownsIn } from "../policy/unknown";
import type { Glob } from "./glob";
import { ANY, globsMeet, isPattern, literalGlob, matchesGlob, samplesOf } from "./glob";
import type { Request } from "./request";
import type { Truth } from "./truth";
import { DEPENDS, either, NO, not, YES } from "./truth";

/** How the values of an element are read and compared. */
export interface TextSetOptions {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards: boolean;
  /** Whether `${…}` is a policy variable: not in a policy of version 2008-10-17, nor in an action. */
  readonly variables: boolean;
  /** Whether case is left out of account. */
  readonly ignoreCase?: boolean;
  /** Whether a text matches a pattern; the default compares them as a whole. */
  readonly hit?: (glob: Glob, text: string) => Truth;
}

/** Values of which one has to match. */
export interface TextSet {
  test(text: string, request: Request): Truth;
  /** Whether any of the values of a span, other than those written out, matches; depends where only some may. */
  testSpan?(span: Glob, request: Request): Truth;
  /** What would have to be known where `test` says that it depends. */
  dependsOn(text: string, request: Request): readonly string[];
  /** The policy variables among the values for which a request has no value. */
  withoutValue(request: Request): readonly string[];
}

/** A value of which not everything is known, or that depends on the request. */
interface OpenValue {
  readonly written: string;
  /** How it reads in a request; `undefined` when it matches nothing there. */
  read(request: Request): { readonly glob: Glob; readonly unknowns: readonly string[] } | undefined;
}

const wholeText = (glob: Glob, text: string): Truth => (matchesGlob(glob, text) ? YES : NO);

/** Reads the values once, for any number of requests. */
export function textSet(written: readonly string[], options: TextSetOptions): TextSet {
  const { wildcards, variables, ignoreCase = false, hit = wholeText } = options;
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
  const readText = (text: string): Glob => (wildcards ? fold(text) : literalGlob(fold(text)));
  const isOpen = (value: string): boolean => hasUnknown(value) || (variables && value.includes("${"));
  const closed = written.filter((value) => !isOpen(value)).map(fold);
  const exact = new Set(closed.filter((value) => !wildcards || !isPattern(value)));
  const patterns = closed.filter((value) => wildcards && isPattern(value));
  const isEverything = patterns.includes(ANY);
  const open = written.filter(isOpen).map((value) => openValue(value, variables, fold, readText));

  const matching = (text: string, request: Request): { truth: Truth; unknowns: readonly string[] } => {
    const found: string[] = [];
    let truth: Truth = NO;
    for (const value of open) {
      const now = value.read(request);
      if (now === undefined) continue;
      const { glob, unknowns } = now;
      const one = hit(glob, text);
      if (one === NO) continue;
      if (one === YES && unknowns.length === 0) return { truth: YES, unknowns: [] };
      truth = DEPENDS;
      found.push(...(unknowns.length > 0 ? unknowns : [spanningStar(glob)]));
    }
    return { truth, unknowns: found };
  };
  const known = (text: string): Truth => {
    if (isEverything || exact.has(text)) return YES;
    let truth: Truth = NO;
    for (const pattern of patterns) {
      truth = either(truth, hit(pattern, text));
      if (truth === YES) return YES;
    }
    return truth;
  };
  return {
    test: (text, request) => {
      const folded = fold(text);
      const truth = known(folded);
      return truth === YES || open.length === 0 ? truth : either(truth, matching(folded, request).truth);
    },
    testSpan: (span, request) => {
      const folded = fold(span);
      const read = open.flatMap((value) => value.read(request)?.glob ?? []);
      const samples = samplesOf(folded);
      if (patterns.some((pattern) => samples.every((sample) => hit(pattern, sample) === YES))) return YES;
      return [...patterns, ...read].some((pattern) => globsMeet(folded, pattern)) ? DEPENDS : NO;
    },
    dependsOn: (text, request) => {
      const folded = fold(text);
      const spanning = patterns.filter((pattern) => hit(pattern, folded) === DEPENDS).map(spanningStar);
      return [...new Set([...spanning, ...matching(folded, request).unknowns])];
    },
    withoutValue: (request) => open.flatMap((value) => (value.read(request) === undefined ? [value.written] : [])),
  };
}

/** A pattern that matches only if its `*` passes the colons of an ARN. */
export function spanningStar(glob: Glob): string {
  return `whether the * of ${glob} matches across the parts of an ARN`;
}

/** Stands for what is not known until the rest is read: a `*` that is written beside it may be no wildcard. */
const UNKNOWN = "\0";

const VARIABLE = /\$\{([^}]*)\}/g;

function openValue(
  written: string,
  variables: boolean,
  fold: (text: string) => string,
  readText: (text: string) => Glob,
): OpenValue {
  const unseen = unknownsIn(written);
  const text = replaceUnknowns(written, UNKNOWN);
  const pieces = variables ? text.split(VARIABLE) : [text];
  return {
    written,
    read: (request) => {
      const unknowns = [...unseen];
      let glob = "";
      for (const [index, piece] of pieces.entries()) {
        if (index % 2 === 0) {
          glob += piece.split(UNKNOWN).map(readText).join(ANY);
          continue;
        }
        const value = variableValue(piece, request);
        if (value === undefined) return undefined;
        if ("unknown" in value) {
          unknowns.push(value.unknown);
          glob += ANY;
        } else glob += literalGlob(fold(value.text));
      }
      return { glob, unknowns };
    },
  };
}

/**
 * What a policy variable stands for in a request; `undefined` where it has no value: the value then matches nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
function variableValue(
  written: string,
  request: Request,
): { readonly text: string } | { readonly unknown: string } | undefined {
  if (written === "*" || written === "?" || written === "$") return { text: written };
  const comma = written.indexOf(",");
  const key = (comma < 0 ? written : written.slice(0, comma)).trim();
  const value = request.context.get(key.toLowerCase());
  if (typeof value === "string") return { text: value };
  if (value === undefined && request.isUnknownKey(key)) return { unknown: keyUnknown(key) };
  const [, standIn] = comma < 0 ? [] : (/^\s*'(.*)'\s*$/.exec(written.slice(comma + 1)) ?? []);
  return value === undefined && standIn !== undefined ? { text: standIn } : undefined;
}

/**
 * The answer of a set whose values are left out (`NotResource`, `StringNotEquals`). AWS says only that a variable
 * without a value "might cause the entire statement to be invalid".
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function notIn(set: TextSet, text: string, request: Request): Truth {
  const truth = not(set.test(text, request));
  return truth === YES && set.withoutValue(request).length > 0 ? DEPENDS : truth;
}

/** What would have to be known where `notIn` says that it depends. */
export function notInDependsOn(set: TextSet, text: string, request: Request): readonly string[] {
  return [
    ...set.dependsOn(text, request),
    ...set.withoutValue(request).map((value) => `what AWS makes of ${value}, for which the request has no value`),
  ];
}

/** How it is said that a request's value for a key is not known. */
export function keyUnknown(key: string): string {
  return `the value of ${key} in the request`;
}
