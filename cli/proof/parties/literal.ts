import { compileCondition, parseOperator, testValue } from "../../iam/condition";
import { isWholeArn, literalGlob } from "../../iam/glob";
import type { Language, Token } from "../../iam/language";
import { complementOf, languageOf } from "../../iam/language";
import type { Truth } from "../../iam/truth";
import { DEPENDS, NO, YES } from "../../iam/truth";
import type { ConditionEntry } from "../../policy/statement-parts";
import { hasUnknown, replaceUnknowns } from "../../policy/unknown";
import { valuesAround } from "./measured-values";

/** Of which texts something holds for certain, and of which it may hold. */
export interface TextTheory {
  readonly certain: Language;
  readonly possible: Language;
}

/** Numbers, dates and addresses: between the values that are compared nothing changes. */
export interface MeasuredTheory {
  test(value: string): Truth;
  readonly candidates: readonly string[];
}

/**
 * One thing that a statement asks of a request: of its principal's ARN, of the organization of its principal, or of a
 * key of its context.
 */
export interface Literal {
  /** `arn`, `organization`, or the key. */
  readonly dimension: string;
  /** Whether it holds for a request without the key. */
  readonly absent: Truth;
  readonly theory: TextTheory | MeasuredTheory;
}

/** A literal that has to hold, or must not. */
export interface Signed {
  readonly literal: Literal;
  readonly holds: boolean;
  /** The call whose context it is about; absent for what is the same in all calls, such as who makes them. */
  readonly call?: number;
}

/** How the values of a condition are read as texts of a dimension. */
export interface Reader {
  readonly dimension: string;
  /** The patterns of the dimension's texts that a value stands for; `glob` may have wildcards. */
  patterns(glob: string, isArn: boolean): readonly (readonly Token[])[];
}

/** All texts. */
export const EVERY_TEXT = languageOf([[{ star: "any" }]]);
const NO_TEXT = languageOf([]);

const WILDCARDS: ReadonlySet<string> = new Set(["stringlike", "arnequals", "arnlike"]);
const FOLDED: ReadonlySet<string> = new Set(["stringequalsignorecase", "bool"]);
const TEXTS: ReadonlySet<string> = new Set([...WILDCARDS, ...FOLDED, "stringequals", "binaryequals"]);

/** Reads one line of a condition as a literal; `undefined` for an operator that is not known. */
export function conditionLiteral(entry: ConditionEntry, variables: boolean, reader: Reader): Literal | undefined {
  const parsed = hasUnknown(entry.operator) ? undefined : parseOperator(entry.operator);
  if (parsed === undefined) return undefined;
  const { dimension } = reader;
  if (parsed.base === "null") return nullLiteral(entry, dimension);
  const { compared: base, isNegated } = parsed;
  const absent: Truth = parsed.set === "all" || parsed.ifExists || (isNegated && parsed.set !== "any") ? YES : NO;
  if (!TEXTS.has(base)) return measuredLiteral(entry, variables, dimension, absent);
  const isArn = base.startsWith("arn");
  const values = entry.values.map((value) => readValue(value, variables, WILDCARDS.has(base)));
  const read = (those: readonly ReadValue[]): Language =>
    languageOf(
      those.flatMap(({ glob }) => reader.patterns(glob, isArn)),
      { ignoreCase: FOLDED.has(base) },
    );
  // What AWS makes of the pattern of an ARN with fewer parts it does not say.
  const isClosed = ({ glob, isOpen }: ReadValue): boolean => !isOpen && (!isArn || glob === "*" || isWholeArn(glob));
  const certain = read(values.filter(isClosed));
  const possible = values.every(isClosed) ? certain : read(values);
  const theory = isNegated
    ? { certain: complementOf(possible), possible: complementOf(certain) }
    : { certain, possible };
  return { dimension, absent, theory };
}

interface ReadValue {
  readonly glob: string;
  /** Whether not everything is known of it, or a policy variable stands in it. */
  readonly isOpen: boolean;
}

function readValue(value: string, variables: boolean, wildcards: boolean): ReadValue {
  const isOpen = hasUnknown(value) || (variables && /\$\{(?![*?$]\})/.test(value));
  const marked = replaceUnknowns(value, "\0").replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) =>
    !variables ? whole : ["*", "?", "$"].includes(name) ? literalGlob(name) : "\0",
  );
  return { glob: (wildcards ? marked : literalGlob(marked)).replaceAll("\0", "*"), isOpen };
}

/** `"Null": "true"` asks for a request without the key. */
function nullLiteral({ values }: ConditionEntry, dimension: string): Literal {
  const otherwise: Truth = values.some(hasUnknown) ? DEPENDS : NO;
  const asks = values.filter((value) => !hasUnknown(value)).map((value) => value.toLowerCase() === "true");
  const present = asks.includes(false) ? YES : otherwise;
  return {
    dimension,
    absent: asks.includes(true) ? YES : otherwise,
    theory: { certain: present === YES ? EVERY_TEXT : NO_TEXT, possible: present === NO ? NO_TEXT : EVERY_TEXT },
  };
}

function measuredLiteral(entry: ConditionEntry, variables: boolean, dimension: string, absent: Truth): Literal {
  const compiled = compileCondition(entry, variables);
  const test = (value: string): Truth => testValue(compiled, value);
  return { dimension, absent, theory: { test, candidates: entry.values.flatMap(valuesAround) } };
}
