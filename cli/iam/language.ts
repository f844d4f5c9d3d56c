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
