import { matchesWildcard } from "../../shared/internal";

/**
 * A pattern of the policy language: `*` and `?` are wildcards, and characters that only look like them, as in the value
 * of a policy variable, are written as others that no ARN has.
 */
export type Glob = string;

/** Any characters, none included. */
export const ANY = "*";

const STANDS_FOR: Readonly<Record<string, string>> = { "*": "\uE000", "?": "\uE001" };

/** A text without wildcards. */
export function literalGlob(text: string): Glob {
  return isPattern(text) ? text.replace(/[*?]/g, (wildcard) => STANDS_FOR[wildcard] ?? "") : text;
}

/** What a character of a pattern that is no wildcard stands for in a text. */
export function unliteral(character: string): string {
  return character === STANDS_FOR["*"] ? "*" : character === STANDS_FOR["?"] ? "?" : character;
}

/** Whether a pattern has a wildcard. */
export function isPattern(glob: Glob): boolean {
  return glob.includes("*") || glob.includes("?");
}

/** Whether a text matches a pattern. */
export function matchesGlob(glob: Glob, text: string): boolean {
  return matchesWildcard(glob, literalGlob(text));
}

/** Whether some text matches both patterns. */
export function globsMeet(one: Glob, other: Glob): boolean {
  // By position: whether what follows in one can meet what follows in the other, from the last one to the first.
  let next = new Array<boolean>(other.length + 1).fill(false);
  for (let left = one.length; left >= 0; left--) {
    const now = new Array<boolean>(other.length + 1).fill(false);
    for (let right = other.length; right >= 0; right--) {
      const [a, b] = [one[left], other[right]];
      now[right] =
        (a === undefined && b === undefined) ||
        (a === ANY && (next[right] === true || (b !== undefined && now[right + 1] === true))) ||
        (b === ANY && (now[right + 1] === true || (a !== undefined && next[right] === true))) ||
        (a !== undefined &&
          b !== undefined &&
          a !== ANY &&
          b !== ANY &&
          (a === b || a === "?" || b === "?") &&
          next[right + 1] === true);
    }
    next = now;
  }
  return next[0] === true;
}

/** Stand for what a `*` may match: nothing, and what is matched by no character of a pattern but a wildcard. */
const FILLINGS = ["", "\uE002", "\uE002\uE002\uE002"];

/** Texts of which all match another pattern just where all do that match `glob`, which has no other wildcard than `*`. */
export function samplesOf(glob: Glob): readonly string[] {
  return FILLINGS.map((filling) => glob.replaceAll(ANY, filling));
}

/** Partition, service, Region, account and resource, with `arn` before them. */
const ARN_PARTS = 6;

/** The parts of an ARN, or of a pattern of one, as many as it has: the last holds the rest. */
export function partsOfArn(glob: Glob): readonly string[] {
  return partsOf(glob, ARN_PARTS);
}

/** Whether a pattern has all parts of an ARN. */
export function isWholeArn(glob: Glob): boolean {
  return partsOfArn(glob).length === ARN_PARTS;
}

/**
 * Whether an ARN matches a pattern of one, each part by itself; a `*` that ends the pattern matches all the parts that
 * follow.
 */
export function matchesByParts(glob: Glob, arn: string): boolean {
  const wanted = partsOfArn(glob);
  if (wanted.length < ARN_PARTS && !glob.endsWith(ANY)) return false;
  const parts = partsOf(arn, wanted.length);
  return wanted.length === parts.length && wanted.every((part, index) => matchesGlob(part, parts[index] ?? ""));
}

/** The parts between colons, at most `most` of them: the last holds the rest. */
function partsOf(arn: string, most: number): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(":")];
}
