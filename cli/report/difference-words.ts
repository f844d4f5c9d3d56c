import type { Difference } from "../expectation/expectation";
import { EVERYTHING } from "../expectation/expectation";
import { listNames } from "../toolkit/list-words";

/** More than these are counted: all of them are in the JSON report. */
const MOST_NAMES = 4;

/** What a difference is about, beside its message: `arn:… , push, orders: expected denied, is allowed`. */
export function differenceFacts({
  principals,
  operation,
  operations,
  repositories,
  expected,
  actual,
}: Difference): string {
  const is = `expected ${expected}, is ${actual}`;
  if (operation === EVERYTHING) return is;
  return `${listNames(principals, MOST_NAMES)}; ${operations.join(", ")}; ${listNames(repositories, MOST_NAMES)}: ${is}`;
}

/**
 * What to write into the file of expected access, and where, if a difference is as it should be: to expect a party, or
 * to accept what is not known. Empty where `never` forbids it, which no other entry changes, and for several at once.
 */
export function expectText({ party, principals, operations, repositories, gap, never }: Difference): readonly string[] {
  const isOne = party?.name !== undefined && principals.length === 1 && never === undefined;
  const where = `${quoted(operations)} of ${quoted(repositories)}`;
  return [
    ...(isOne ? [`to expect them: add ${JSON.stringify(party.name)} to ${where}`] : []),
    ...(gap === undefined ? [] : [`to accept it: add ${JSON.stringify({ gap, reason: "…" })} to "accept"`]),
  ];
}

function quoted(names: readonly string[]): string {
  return listNames(
    names.map((name) => JSON.stringify(name)),
    MOST_NAMES,
  );
}
