import { hasUnknown, unknownsIn } from "../policy/unknown";
import type { ConditionEntry } from "../policy/statement-parts";
import type { Glob } from "./glob";
import { ANY, isWholeArn, matchesByParts, matchesGlob } from "./glob";
import type { Compile } from "./measures";
import { addresses, measured, momentOf, numberOf } from "./measures";
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

/** The name of an operator, taken apart. */
export interface ParsedOperator {
  readonly set: "all" | "any" | "none";
  /** In lower case, without what stands before and behind it. */
  readonly base: string;
  /** The operator whose answer it turns around; itself where it turns none around. */
  readonly compared: string;
  readonly isNegated: boolean;
  readonly ifExists: boolean;
}

/** How an operator is called, taken apart; `undefined` for one that AWS does not have. */
export function parseOperator(operator: string): ParsedOperator | undefined {
  const [, set, base = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const name = base.toLowerCase();
  if (name !== "null" && !Object.hasOwn(COMPARISONS, NEGATED.get(name) ?? name)) return undefined;
  if (name === "null" && (set !== undefined || ifExists !== undefined)) return undefined;
  return {
    set: set === undefined ? "none" : set.toLowerCase() === "forallvalues" ? "all" : "any",
    base: name,
    compared: NEGATED.get(name) ?? name,
    isNegated: NEGATED.has(name),
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
  if (values.length === 0) {
    return { entry, test: () => DEPENDS, dependsOn: () => [`what AWS makes of ${operator} ${name} without a value`] };
  }
  const ofAbsence = (request: Request): readonly string[] => (request.isUnknownKey(name) ? [keyUnknown(name)] : []);
  if (parsed.base === "null") {
    return {
      entry,
      test: (request) => some(values, (value) => absent(key, name, value, request)),
      dependsOn: (request) => [...ofAbsence(request), ...values.flatMap((value) => unknownsIn(value))],
    };
  }
  const negated = parsed.isNegated;
  const compare = (COMPARISONS[parsed.compared] as Compile)(values, variables);
  const one = (value: string, request: Request): Truth =>
    negated ? notIn(compare, value, request) : compare.test(value, request);
  const quantified = parsed.set === "all" || (parsed.set === "none" && negated) ? every<string> : some<string>;
  const withoutKey: Truth = parsed.set === "all" || parsed.ifExists || (negated && parsed.set !== "any") ? YES : NO;
  return {
    entry,
    test: (request) => {
      const found = request.context.get(key);
      if (found === undefined) {
        if (!request.isUnknownKey(name)) return withoutKey;
        const span = request.spanOf?.(key);
        const some = span === undefined ? DEPENDS : (compare.testSpan?.(span, request) ?? DEPENDS);
        return negated ? not(some) : some;
      }
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

/** Whether a condition holds for a value of its key, whatever else a request has. */
export function testValue(condition: CompiledCondition, value: string): Truth {
  return condition.test({
    principal: { type: "role", arn: "", accountId: "" },
    action: "",
    resource: "",
    resourceAccount: "",
    context: new Map([[condition.entry.key, value]]),
    isUnknownKey: () => false,
  });
}

/** `Null`: `"true"` asks for a request without the key. */
function absent(key: string, name: string, wanted: string, request: Request): Truth {
  if (hasUnknown(wanted)) return DEPENDS;
  const isPresent: Truth =
    request.context.get(key) !== undefined || request.spanOf?.(key) !== undefined
      ? YES
      : request.isUnknownKey(name)
        ? DEPENDS
        : NO;
  return wanted.toLowerCase() === "true" ? not(isPresent) : isPresent;
}

/** The operators that turn the answer of another around: AWS has no `NotBool` and no `NumericNotLessThan`. */
const NEGATED: ReadonlyMap<string, string> = new Map([
  ["stringnotequals", "stringequals"],
  ["stringnotequalsignorecase", "stringequalsignorecase"],
  ["stringnotlike", "stringlike"],
  ["arnnotequals", "arnequals"],
  ["arnnotlike", "arnlike"],
  ["notipaddress", "ipaddress"],
  ["numericnotequals", "numericequals"],
  ["datenotequals", "dateequals"],
]);

/** By the name of the operator in lower case; those that `NEGATED` names are made of these. */
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
  numericequals: measured(numberOf, (value, wanted) => value === wanted),
  numericlessthan: measured(numberOf, (value, wanted) => value < wanted),
  numericlessthanequals: measured(numberOf, (value, wanted) => value <= wanted),
  numericgreaterthan: measured(numberOf, (value, wanted) => value > wanted),
  numericgreaterthanequals: measured(numberOf, (value, wanted) => value >= wanted),
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
