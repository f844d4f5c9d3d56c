import { automatonOf, isInLanguage } from "./automaton";
import type { Language, Token } from "./language";

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
