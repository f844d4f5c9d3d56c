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

/** What to write into a file of expected access to expect a party; empty for others, and for several at once. */
export function expectText({ party, principals }: Difference): readonly string[] {
  return party?.name === undefined || principals.length > 1 ? [] : [`to expect them: ${JSON.stringify(party.name)}`];
}
