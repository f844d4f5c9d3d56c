import type { Condition, Expression, Part } from "./language";

/** Texts that all have to be there. */
type Needles = readonly string[];

/** More alternatives than this cost more than they save. */
const MOST = 64;
/** What JSON has one way to write: slashes, quotes and others may be escaped. */
const PLAIN = /[A-Za-z0-9._:-]+/g;

/** Texts that every event of these parts holds, all those of at least one list. */
export function needlesOf(parts: readonly Part[]): readonly Needles[] {
  return withoutWeaker(parts.flatMap(({ where }) => needed(where)));
}

/** Alternatives of texts without which a condition cannot hold; `[[]]` where nothing is known. */
function needed(condition: Condition): readonly Needles[] {
  switch (condition.op) {
    case "is":
      return withoutWeaker(condition.values.map((value) => valueNeedles(condition.of, value)));
    case "holds": {
      return isVerbatim(condition.of) ? [longestPlain(condition.text)] : [[]];
    }
    case "matches":
      return isVerbatim(condition.of) && START.test(condition.pattern)
        ? [startOf(condition.pattern)]
        : keysOf(condition.of);
    case "present":
      return keysOf(condition.of);
    case "or":
      return withoutWeaker(condition.of.flatMap(needed));
    case "and":
      return condition.of.map(needed).reduce<readonly Needles[]>(
        (before, next) => {
          // Needing less is always sound: what would multiply too much is left out.
          if (before.length * next.length > MOST) return before;
          return before.flatMap((one) => next.map((other) => [...new Set([...one, ...other])]));
        },
        [[]],
      );
    case "from":
    case "before":
    case "not":
      return [[]];
  }
}

function valueNeedles(of: Expression, value: string): Needles {
  if (
    of.op === "text" &&
    /^[A-Za-z0-9._:-]*[A-Za-z._:-][A-Za-z0-9._:-]*$/.test(value) &&
    !/^(true|false)$/.test(value)
  ) {
    // A whole value stands between quotes, unless it is one that JSON writes without.
    return Number.isNaN(Number(value)) ? [`"${value}"`] : [value];
  }
  return isVerbatim(of) ? longestPlain(value) : [];
}

/** Whether the value stands in the event as it is, or as part of something longer. */
function isVerbatim(expression: Expression): boolean {
  switch (expression.op) {
    case "text":
    case "item":
    case "resource":
      return true;
    case "match":
      return isVerbatim(expression.of);
    case "first":
      return expression.of.every(isVerbatim);
    case "choose":
      return [
        ...expression.cases.map(({ then }) => then),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ].every(isVerbatim);
    // What stands in JSON that stands in a text may be written in another way.
    case "inside":
    case "literal":
    case "joined":
    case "meaning":
      return false;
  }
}

/** The names without which an expression is null. */
function keysOf(expression: Expression): readonly Needles[] {
  switch (expression.op) {
    case "text": {
      const name = expression.path.at(-1) ?? "";
      return [/^[A-Za-z0-9._:-]+$/.test(name) ? [`"${name}"`] : []];
    }
    case "resource":
      return [['"resources"']];
    case "inside":
    case "match":
    case "meaning":
      return keysOf(expression.of);
    case "first":
      return withoutWeaker(expression.of.flatMap(keysOf));
    case "joined":
    case "choose":
    case "literal":
    case "item":
      return [[]];
  }
}

/** A pattern that is nothing but a start: `^ecr[.]`. */
const START = /^\^(?:[a-z]|\[[.]\])+$/;

function startOf(pattern: string): Needles {
  return [pattern.slice(1).replaceAll("[.]", ".")];
}

function longestPlain(text: string): Needles {
  const [longest] = [...(text.match(PLAIN) ?? [])].sort((one, other) => other.length - one.length);
  return longest === undefined ? [] : [longest];
}

/** A list that needs more than another is not needed beside it. */
function withoutWeaker(lists: readonly Needles[]): readonly Needles[] {
  const unique = [...new Map(lists.map((list) => [JSON.stringify(list), list])).values()];
  return unique.filter((list) => !unique.some((other) => other !== list && isPartOf(other, list)));
}

function isPartOf(less: Needles, more: Needles): boolean {
  return less.length < more.length && less.every((each) => more.includes(each));
}
