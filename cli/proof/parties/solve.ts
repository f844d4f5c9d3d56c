import { valuesOf } from "./caller-kinds";
import { isInLanguage } from "../../iam/automaton";
import { complementOf, type Language } from "../../iam/language";
import { UNDECIDED } from "../../iam/text-search";
import { DEPENDS, NO, YES, type Truth } from "../../iam/truth";
import type { Literal, MeasuredTheory, Signed, TextTheory } from "./literal";
import { textBeyond } from "./text-beyond";

/**
 * How sure a solution has to be: `certain`, everything asked for holds whatever is not known; `possible`, it may hold.
 */
export type Certainty = "certain" | "possible";

/** Something of which one alternative has to hold: all that it lists. */
export type Clause = readonly (readonly Signed[])[];

/** A question: what has to hold, and what else. */
export interface Question {
  readonly holds: readonly Signed[];
  readonly clauses: readonly Clause[];
  readonly certainty: Certainty;
  /** What the texts of a dimension have to look like, whatever is asked; absent where the key may be missing. */
  readonly domains: ReadonlyMap<string, Language>;
  /** ARNs that do not count: they have rows of their own. */
  readonly excluded: ReadonlySet<string>;
}

/** A value for each dimension that something is asked of, by dimension and call; `undefined` for a key left out. */
export type Solution = ReadonlyMap<string, string | undefined>;

/** How many choices are tried at most. */
const MOST_CHOICES = 5_000;

/** Finds a request of which everything holds that is asked; exact, up to what `UNDECIDED` gives up. */
export function solve(question: Question): Solution | typeof UNDECIDED | undefined {
  const search = new Search(question);
  const found = search.from(new Map(), question.holds, [...question.clauses].sort(byChoices));
  return found ?? (search.gaveUp ? UNDECIDED : undefined);
}

function byChoices(one: Clause, other: Clause): number {
  return one.length - other.length;
}

/** What is asked of each place: a dimension, in a call or in all. */
type Asked = ReadonlyMap<string, readonly Signed[]>;

/** The place that a literal is about. */
function placeOfLiteral({ literal, call }: Signed): string {
  return call === undefined ? literal.dimension : `${literal.dimension}\n${call}`;
}

/** The dimension of a place of a solution, and the call where it is about one. */
export function dimensionOfPlace(place: string): { readonly dimension: string; readonly call?: number } {
  const [dimension = "", call] = place.split("\n");
  return call === undefined ? { dimension } : { dimension, call: Number(call) };
}

class Search {
  gaveUp = false;
  #choices = 0;
  readonly #question: Question;

  constructor(question: Question) {
    this.#question = question;
  }

  /**
   * Clauses that hold anyway are passed over: of thousands of names only those are asked about that the request found so
   * far falls under.
   */
  from(asked: Asked, more: readonly Signed[], clauses: readonly Clause[]): Solution | undefined {
    const now = this.#with(asked, more);
    const solution = now === undefined ? undefined : this.#solutionOf(now);
    if (now === undefined || solution === undefined) return undefined;
    const broken = clauses.findIndex((clause) => !this.#holdsFor(clause, solution));
    if (broken < 0) return solution;
    const others = clauses.toSpliced(broken, 1);
    for (const alternative of clauses[broken] ?? []) {
      this.#choices += 1;
      if (this.#choices > MOST_CHOICES) {
        this.gaveUp = true;
        return undefined;
      }
      const found = this.from(now, alternative, others);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Whether a request is already all that one alternative asks. */
  #holdsFor(clause: Clause, solution: Solution): boolean {
    return clause.some((alternative) =>
      alternative.every((signed) => {
        const place = placeOfLiteral(signed);
        if (!solution.has(place)) return false;
        const value = solution.get(place);
        const { literal, holds } = signed;
        const truth = value === undefined ? literal.absent : truthOf(literal, value);
        return isAsAsked(truth, holds, this.#question.certainty);
      }),
    );
  }

  /** With more asked, where that can still be. */
  #with(asked: Asked, more: readonly Signed[]): Asked | undefined {
    const now = new Map(asked);
    const touched = new Set<string>();
    for (const signed of more) {
      const place = placeOfLiteral(signed);
      const before = now.get(place) ?? [];
      if (before.some((each) => each.literal === signed.literal && each.holds === signed.holds)) continue;
      now.set(place, [...before, signed]);
      touched.add(place);
    }
    for (const place of touched) if (this.#valueFor(now.get(place) ?? []) === undefined) return undefined;
    return now;
  }

  #solutionOf(asked: Asked): Solution | undefined {
    const solution = new Map<string, string | undefined>();
    for (const [place, list] of asked) {
      const found = this.#valueFor(list);
      if (found === undefined) return undefined;
      solution.set(place, found.value);
    }
    return solution;
  }

  /** A value of which all of it holds. */
  #valueFor(list: readonly Signed[]): { readonly value: string | undefined } | undefined {
    const [first] = list;
    if (first === undefined) return undefined;
    const { certainty, domains, excluded } = this.#question;
    const domain = domains.get(first.literal.dimension);
    const fits = (truth: Truth, holds: boolean): boolean => isAsAsked(truth, holds, certainty);
    if (domain === undefined && list.every(({ literal, holds }) => fits(literal.absent, holds)))
      return { value: undefined };
    const measured = list.filter(({ literal }) => "test" in literal.theory);
    if (measured.length > 0) {
      const value = measured
        .flatMap(({ literal }) => (literal.theory as MeasuredTheory).candidates)
        .find((candidate) => list.every(({ literal, holds }) => fits(truthOf(literal, candidate), holds)));
      // Of a key that is compared as a text, too, other values might fit.
      if (value === undefined && measured.length < list.length) this.gaveUp = true;
      return value === undefined ? undefined : { value };
    }
    const languages = list.map(({ literal, holds }) => languageAsked(literal.theory as TextTheory, holds, certainty));
    const values = domain ?? valuesOf(first.literal.dimension);
    const found = textBeyond(
      [...(values === undefined ? [] : [values]), ...languages],
      first.literal.dimension === "arn" ? excluded : NOTHING,
    );
    if (found === UNDECIDED) this.gaveUp = true;
    return typeof found === "string" ? { value: found } : undefined;
  }
}

const NOTHING: ReadonlySet<string> = new Set();

function isAsAsked(truth: Truth, holds: boolean, certainty: Certainty): boolean {
  if (certainty === "certain") return truth === (holds ? YES : NO);
  return holds ? truth !== NO : truth !== YES;
}

function languageAsked({ certain, possible }: TextTheory, holds: boolean, certainty: Certainty): Language {
  const isCertain = certainty === "certain";
  return holds ? (isCertain ? certain : possible) : complementOf(isCertain ? possible : certain);
}

/** Whether a literal holds for a value. */
function truthOf({ theory }: Literal, value: string): Truth {
  if ("test" in theory) return theory.test(value);
  if (isInLanguage(theory.certain, value)) return YES;
  return isInLanguage(theory.possible, value) ? DEPENDS : NO;
}
