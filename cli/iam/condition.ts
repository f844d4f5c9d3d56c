import { BlockList, isIP } from "node:net";
import { hasUnknown, unknownsIn } from "../policy/unknown";
import type { ConditionEntry } from "../policy/statement-parts";
import type { Glob } from "./glob";
import { ANY, isWholeArn, matchesByParts, matchesGlob } from "./glob";
import type { Request } from "./request";
import type { TextSet } from "./text-set";
import { keyUnknown, notIn, notInDependsOn, textSet } from "./text-set";
import type { Truth } from "./truth";
import { DEPENDS, every, NO, not, some, YES } from "./truth";

/** One line of a condition, read once. */
export interface CompiledCondition {
  readonly entry: ConditionEntry;
  test(request: Request): Truth;
  /** What would have to be known where `test` says that it depends. */
  dependsOn(request: Request): readonly string[];
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?([a-z]+?)(IfExists)?$/i;

/** How an operator is called, taken apart; `undefined` for one that AWS does not have. */
export function parseOperator(
  operator: string,
): { readonly set: "all" | "any" | "none"; readonly base: string; readonly ifExists: boolean } | undefined {
  const [, set, base = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const name = base.toLowerCase();
  if (name !== "null" && COMPARISONS[name.replace("not", "")] === undefined) return undefined;
  if (name === "null" && (set !== undefined || ifExists !== undefined)) return undefined;
  return {
    set: set === undefined ? "none" : set.toLowerCase() === "forallvalues" ? "all" : "any",
    base: name,
    ifExists: ifExists !== undefined,
  };
}

/**
 * Reads one line of a condition.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function compileCondition(entry: ConditionEntry, variables: boolean): CompiledCondition {
  const { operator, name, key, values } = entry;
  const parsed = hasUnknown(operator) || hasUnknown(name) ? undefined : parseOperator(operator);
  if (parsed === undefined) {
    // An operator that AWS does not have is found before: what stands here is not known.
    const unknowns = [...unknownsIn(operator), ...unknownsIn(name)];
    return { entry, test: () => DEPENDS, dependsOn: () => unknowns };
  }
  const ofAbsence = (request: Request): readonly string[] => (request.isUnknownKey(name) ? [keyUnknown(name)] : []);
  if (parsed.base === "null") {
    return {
      entry,
      test: (request) => some(values, (value) => absent(key, name, value, request)),
      dependsOn: (request) => [...ofAbsence(request), ...values.flatMap((value) => unknownsIn(value))],
    };
  }
  const negated = parsed.base.includes("not");
  const compare = (COMPARISONS[parsed.base.replace("not", "")] as Compile)(values, variables);
  const one = (value: string, request: Request): Truth =>
    negated ? notIn(compare, value, request) : compare.test(value, request);
  const quantified = parsed.set === "all" || (parsed.set === "none" && negated) ? every<string> : some<string>;
  const withoutKey: Truth = parsed.set === "all" || parsed.ifExists || (negated && parsed.set !== "any") ? YES : NO;
  return {
    entry,
    test: (request) => {
      const found = request.context.get(key);
      if (found === undefined) return request.isUnknownKey(name) ? DEPENDS : withoutKey;
      return quantified(typeof found === "string" ? [found] : found, (value) => one(value, request));
    },
    dependsOn: (request) => {
      const found = request.context.get(key);
      if (found === undefined) return ofAbsence(request);
      return [typeof found === "string" ? [found] : found]
        .flat()
        .flatMap((value) => (one(value, request) === DEPENDS ? notInDependsOn(compare, value, request) : []));
    },
  };
}

/** `Null`: `"true"` asks for a request without the key. */
function absent(key: string, name: string, wanted: string, request: Request): Truth {
  if (hasUnknown(wanted)) return DEPENDS;
  const isPresent: Truth = request.context.get(key) !== undefined ? YES : request.isUnknownKey(name) ? DEPENDS : NO;
  return wanted.toLowerCase() === "true" ? not(isPresent) : isPresent;
}

type Compile = (values: readonly string[], variables: boolean) => TextSet;

/** By the name of the operator in lower case, without `Not`, which turns the answer around. */
const COMPARISONS: Readonly<Record<string, Compile | undefined>> = {
  stringequals: (values, variables) => textSet(values, { wildcards: false, variables }),
  stringequalsignorecase: (values, variables) => textSet(values, { wildcards: false, variables, ignoreCase: true }),
  stringlike: (values, variables) => textSet(values, { wildcards: true, variables }),
  // "ArnEquals and ArnLike behave identically."
  arnequals: arns,
  arnlike: arns,
  bool: (values, variables) => textSet(values, { wildcards: false, variables, ignoreCase: true }),
  binaryequals: (values) => textSet(values, { wildcards: false, variables: false }),
  ipaddress: addresses,
  numericequals: measured(Number, (value, wanted) => value === wanted),
  numericlessthan: measured(Number, (value, wanted) => value < wanted),
  numericlessthanequals: measured(Number, (value, wanted) => value <= wanted),
  numericgreaterthan: measured(Number, (value, wanted) => value > wanted),
  numericgreaterthanequals: measured(Number, (value, wanted) => value >= wanted),
  dateequals: measured(momentOf, (value, wanted) => value === wanted),
  datelessthan: measured(momentOf, (value, wanted) => value < wanted),
  datelessthanequals: measured(momentOf, (value, wanted) => value <= wanted),
  dategreaterthan: measured(momentOf, (value, wanted) => value > wanted),
  dategreaterthanequals: measured(momentOf, (value, wanted) => value >= wanted),
};

function arns(values: readonly string[], variables: boolean): TextSet {
  return textSet(values, { wildcards: true, variables, hit: arnHit });
}

/** AWS compares the six parts of an ARN each by itself; what becomes of a pattern with fewer it does not say. */
function arnHit(glob: Glob, text: string): Truth {
  if (glob === ANY) return YES;
  if (isWholeArn(glob)) return matchesByParts(glob, text) ? YES : NO;
  return matchesGlob(glob, text) ? DEPENDS : NO;
}

/** Numbers and dates; several values are alternatives. */
function measured(read: (text: string) => number, holds: (value: number, wanted: number) => boolean): Compile {
  return (values) => {
    const known = values.filter((value) => !hasUnknown(value)).map(read);
    const unknowns = values.flatMap((value) => unknownsIn(value));
    return {
      test: (text) => {
        const value = read(text);
        if (known.some((wanted) => holds(value, wanted))) return YES;
        return unknowns.length > 0 ? DEPENDS : NO;
      },
      dependsOn: () => unknowns,
      withoutValue: () => [],
    };
  };
}

/** A date in seconds since 1970, or in the form of ISO 8601. */
function momentOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
}

function addresses(values: readonly string[]): TextSet {
  const list = new BlockList();
  for (const value of values) {
    const [address = "", bits] = value.split("/");
    const family = isIP(address);
    if (family === 0) continue;
    const name = family === 4 ? "ipv4" : "ipv6";
    if (bits === undefined) list.addAddress(address, name);
    else list.addSubnet(address, Number(bits), name);
  }
  const unknowns = values.flatMap((value) => unknownsIn(value));
  return {
    test: (text) => {
      const family = isIP(text);
      if (family !== 0 && list.check(text, family === 4 ? "ipv4" : "ipv6")) return YES;
      return unknowns.length > 0 ? DEPENDS : NO;
    },
    dependsOn: () => unknowns,
    withoutValue: () => [],
  };
}
