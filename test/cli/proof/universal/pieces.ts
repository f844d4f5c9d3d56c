import type { Formula, Text, TextKind } from "./formula";
import { and, like, not, or } from "./formula";

/** A part of a value: fixed, one of two by a fact, or a text that is looked for. */
export type Piece = string | { readonly either: Formula; readonly then: string; readonly otherwise: string } | Text;

/** Which characters a kind has, and how many of them. */
const FORMS: Partial<Record<TextKind, RegExp>> = {
  account: /^[\d*?]*$/,
  organization: /^[a-z\d*?-]*$/,
};
const LENGTHS: Partial<Record<TextKind, number>> = { account: 12, organization: 12 };

/** Whether a value that is put together from pieces matches a pattern. */
export function matches(glob: string, pieces: readonly Piece[]): Formula {
  const [first, ...rest] = pieces;
  if (first === undefined) return /^\**$/.test(glob);
  if (typeof first === "string") return or(...after(glob, first).map((remaining) => matches(remaining, rest)));
  if ("either" in first) {
    const { either, then, otherwise } = first;
    return or(and(either, matches(glob, [then, ...rest])), and(not(either), matches(glob, [otherwise, ...rest])));
  }
  if (rest.length === 0) return like(first, glob);
  return or(
    ...splits(glob)
      .filter(([left]) => isPossible(first.kind, left))
      .map(([left, right]) => and(like(first, left), matches(right, rest))),
  );
}

/** What is left of a pattern when it has matched a fixed text, in each of the ways in which it can. */
function after(glob: string, text: string): readonly string[] {
  let open = new Set([glob]);
  for (const character of text) open = new Set([...open].flatMap((each) => afterOne(each, character)));
  return [...open];
}

function afterOne(glob: string, character: string): readonly string[] {
  const first = glob[0];
  if (first === "*") return [glob, ...afterOne(glob.slice(1), character)];
  return first === "?" || first === character ? [glob.slice(1)] : [];
}

/** All ways to match a pattern against two texts, one after the other. */
function splits(glob: string): readonly (readonly [left: string, right: string])[] {
  const found: (readonly [string, string])[] = [];
  for (let at = 0; at <= glob.length; at++) {
    if (glob[at] === "*") found.push([glob.slice(0, at + 1), glob.slice(at)]);
    else if (glob[at - 1] !== "*") found.push([glob.slice(0, at), glob.slice(at)]);
  }
  return found;
}

function isPossible(kind: TextKind, glob: string): boolean {
  const length = LENGTHS[kind];
  const known = glob.replaceAll("*", "").length;
  if (length !== undefined && (glob.includes("*") ? known > length : known !== length)) return false;
  return FORMS[kind]?.test(glob) !== false;
}
