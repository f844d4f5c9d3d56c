import type { CharacterClass, Language } from "./language";

/** A language as a deterministic automaton, of which only what was asked for exists. */
export interface Automaton {
  readonly start: number;
  accepts(state: number): boolean;
  /** Whether no continuation is accepted. */
  isDead(state: number): boolean;
  next(state: number, character: string): number;
  readonly characters: ReadonlySet<string>;
}

const automata = new WeakMap<Language, Automaton>();

/** The automaton of a language. */
export function automatonOf(language: Language): Automaton {
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
