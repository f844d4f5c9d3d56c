import { unliteral, type Glob } from "./glob";

/** Which characters a wildcard stands for. */
export type CharacterClass = "any" | "not-colon" | "not-slash" | "digit";

/** One piece of a pattern: a character, a character of a class, or any number of such. */
export type Token = string | { readonly one: CharacterClass } | { readonly star: CharacterClass };

/** The texts that match one of some patterns, or those that match none. */
export interface Language {
  /** The same for the same language: answers about it are remembered by it. */
  readonly id: string;
  readonly patterns: readonly (readonly Token[])[];
  readonly isNegated: boolean;
  /** Whether case is left out of account. */
  readonly ignoreCase: boolean;
}

/** The characters of a text, as a pattern without wildcards. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(text);
}

/** The tokens of a pattern. */
export function tokensOf(glob: Glob, wildcard: CharacterClass = "any"): readonly Token[] {
  const found: Token[] = [];
  for (const character of glob) {
    const last = found.at(-1);
    if (character === "*") {
      if (typeof last !== "object" || !("star" in last)) found.push({ star: wildcard });
    } else found.push(character === "?" ? { one: wildcard } : unliteral(character));
  }
  return found;
}

const known = new Map<string, Language>();

const byKey = new Map<string, Language>();

/** A language that is made again and again, by a text that says all about it. */
export function languageFor(key: string, make: () => Language): Language {
  const before = byKey.get(key);
  if (before !== undefined) return before;
  const made = make();
  byKey.set(key, made);
  return made;
}

/** The texts that match one of the patterns; the same object for the same patterns. */
export function languageOf(patterns: readonly (readonly Token[])[], { ignoreCase = false } = {}): Language {
  const folded = ignoreCase ? patterns.map((pattern) => pattern.map(foldToken)) : patterns;
  const key = `${String(ignoreCase)}${JSON.stringify(folded)}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const language: Language = { id: String(known.size), patterns: folded, isNegated: false, ignoreCase };
  known.set(key, language);
  return language;
}

function foldToken(token: Token): Token {
  return typeof token === "string" ? token.toLowerCase() : token;
}

const complements = new WeakMap<Language, Language>();

/** The texts that a language does not have. */
export function complementOf(language: Language): Language {
  const before = complements.get(language);
  if (before !== undefined) return before;
  const made: Language = { ...language, id: `!${language.id}`, isNegated: !language.isNegated };
  complements.set(language, made);
  complements.set(made, language);
  return made;
}

/** A language as a deterministic automaton, of which only what was asked for exists. */
interface Automaton {
  readonly start: number;
  accepts(state: number): boolean;
  /** Whether no continuation is accepted. */
  isDead(state: number): boolean;
  next(state: number, character: string): number;
  readonly characters: ReadonlySet<string>;
}

const automata = new WeakMap<Language, Automaton>();

function automatonOf(language: Language): Automaton {
  const before = automata.get(language);
  if (before !== undefined) return before;
  const made = buildAutomaton(language);
  automata.set(language, made);
  return made;
}

/** States are sets of places in patterns: a place is how many tokens of a pattern are behind. */
function buildAutomaton({ patterns, isNegated, ignoreCase }: Language): Automaton {
  const numbers = new Map<string, number>();
  const sets: (readonly (readonly [pattern: number, place: number])[])[] = [];
  const accepting: boolean[] = [];
  const steps: Map<string, number>[] = [];
  const numberOf = (places: ReadonlyMap<number, ReadonlySet<number>>): number => {
    const list = [...places]
      .sort(([a], [b]) => a - b)
      .flatMap(([pattern, at]) => [...at].sort((a, b) => a - b).map((place) => [pattern, place] as const));
    const key = list.join(";");
    const before = numbers.get(key);
    if (before !== undefined) return before;
    const number = sets.length;
    numbers.set(key, number);
    sets.push(list);
    accepting.push(list.some(([pattern, place]) => place === patterns[pattern]?.length));
    steps.push(new Map());
    return number;
  };
  /** A star may stand for nothing: what comes after it is reached as well. */
  const add = (places: Map<number, Set<number>>, pattern: number, from: number): void => {
    const tokens = patterns[pattern] ?? [];
    const at = places.get(pattern) ?? new Set<number>();
    places.set(pattern, at);
    for (let place = from; ; place += 1) {
      at.add(place);
      const token = tokens[place];
      if (typeof token !== "object" || !("star" in token)) break;
    }
  };
  const begin = new Map<number, Set<number>>();
  patterns.forEach((_, pattern) => {
    add(begin, pattern, 0);
  });
  const start = numberOf(begin);
  const characters = new Set(patterns.flat().filter((token): token is string => typeof token === "string"));
  return {
    start,
    characters,
    accepts: (state) => accepting[state] !== isNegated,
    isDead: (state) => !isNegated && sets[state]?.length === 0,
    next: (state, given) => {
      const known = steps[state]?.get(given);
      if (known !== undefined) return known;
      const character = ignoreCase ? given.toLowerCase() : given;
      const places = new Map<number, Set<number>>();
      for (const [pattern, place] of sets[state] ?? []) {
        const token = patterns[pattern]?.[place];
        if (token === undefined) continue;
        if (typeof token === "string") {
          if (token === character) add(places, pattern, place + 1);
        } else if ("one" in token) {
          if (isOfClass(character, token.one)) add(places, pattern, place + 1);
        } else if (isOfClass(character, token.star)) add(places, pattern, place);
      }
      const number = numberOf(places);
      steps[state]?.set(given, number);
      return number;
    },
  };
}

function isOfClass(character: string, characterClass: CharacterClass): boolean {
  if (characterClass === "any") return true;
  if (characterClass === "digit") return character >= "0" && character <= "9";
  return character !== (characterClass === "not-colon" ? ":" : "/");
}

/** Whether a text is one of a language. */
export function isInLanguage(language: Language, text: string): boolean {
  const automaton = automatonOf(language);
  let state = automaton.start;
  for (const character of text) {
    state = automaton.next(state, character);
    if (automaton.isDead(state)) return false;
  }
  return automaton.accepts(state);
}

/** Beside the characters that patterns have: one of each class. */
const OTHER_CHARACTERS = ["x", "0", "-", "/", ":"];

/** How many states a search visits at most. */
const MOST_STATES = 50_000;

/** What a wildcard is tried with first: a search is not needed where that fits. */
const FILLINGS = ["", "x", "123456789012", "role/x", "user/x"];
/** How many patterns are tried so. */
const MOST_GUESSED = 20;

function guessedText(languages: readonly Language[]): string | undefined {
  for (const { patterns } of languages.filter(({ isNegated }) => !isNegated)) {
    for (const pattern of patterns.slice(0, MOST_GUESSED)) {
      for (const filling of FILLINGS) {
        const text = pattern.map((token) => filled(token, filling)).join("");
        if (languages.every((language) => isInLanguage(language, text))) return text;
      }
    }
  }
  return undefined;
}

function filled(token: Token, filling: string): string {
  if (typeof token === "string") return token;
  if ("star" in token) return filling;
  return token.one === "digit" ? "1" : "x";
}

/** That a search was given up: neither is there a text, nor is there none. */
export const UNDECIDED = Symbol("undecided");

/**
 * A text that all of some languages have; `undefined` where there is none. It is exact: where no guess fits, the product of
 * their automata is searched.
 */
export function textInAll(languages: readonly Language[]): string | typeof UNDECIDED | undefined {
  const guessed = guessedText(languages);
  if (guessed !== undefined) return guessed;
  const automata = [...new Set(languages)].map(automatonOf);
  const characters = [
    ...new Set([...automata.flatMap((automaton) => [...automaton.characters]), ...OTHER_CHARACTERS]),
  ].sort();
  interface Step {
    readonly states: readonly number[];
    readonly character: string;
    readonly before?: Step;
  }
  const first: Step = { states: automata.map(({ start }) => start), character: "" };
  const seen = new Set([first.states.join()]);
  let front: readonly Step[] = [first];
  while (front.length > 0) {
    const following: Step[] = [];
    for (const step of front) {
      if (step.states.every((state, index) => automata[index]?.accepts(state))) return textOf(step);
      for (const character of characters) {
        const states = step.states.map((state, index) => automata[index]?.next(state, character) ?? 0);
        if (states.some((state, index) => automata[index]?.isDead(state))) continue;
        const key = states.join();
        if (seen.has(key)) continue;
        seen.add(key);
        following.push({ states, character, before: step });
      }
      if (seen.size > MOST_STATES) return UNDECIDED;
    }
    front = following;
  }
  return undefined;

  function textOf(last: Step): string {
    let text = "";
    for (let step: Step | undefined = last; step !== undefined; step = step.before) text = step.character + text;
    return text;
  }
}
