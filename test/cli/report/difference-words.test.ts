import { expect } from "chai";
import type { Difference } from "../../../cli/expectation/expectation";
import { expectText } from "../../../cli/report/difference-words";

const PULL: Difference = {
  principal: "account 222222222222",
  principals: ["account 222222222222"],
  repository: "orders",
  repositories: ["orders"],
  operation: "pull",
  operations: ["pull"],
  expected: "denied",
  actual: "allowed",
  message: "account 222222222222 can pull from orders, but should not",
  party: { kind: "account", words: "account 222222222222", name: { account: "222222222222" } },
};
const { party: _, ...ROW } = PULL;
const GAP = "unknown-access role/ci of 111111111111";

describe("what to write for a difference that is as it should be", () => {
  const cases: readonly (readonly [what: string, difference: Difference, texts: readonly string[]])[] = [
    ["a party", PULL, ['to expect them: add {"account":"222222222222"} to "pull" of "orders"']],
    [
      "a party with several operations and repositories",
      { ...PULL, operations: ["push", "pull"], repositories: ["orders", "stock"] },
      ['to expect them: add {"account":"222222222222"} to "push", "pull" of "orders", "stock"'],
    ],
    ["a party that never may", { ...PULL, never: true }, []],
    ["several parties", { ...PULL, principals: ["account 222222222222", "every AWS account"] }, []],
    ["a row", ROW, []],
    ["what is not known", { ...ROW, gap: GAP }, [`to accept it: add {"gap":"${GAP}","reason":"…"} to "accept"`]],
  ];
  for (const [what, difference, texts] of cases)
    it(`says for ${what} ${texts.length === 0 ? "nothing" : "what and where"}`, () => {
      expect(expectText(difference)).to.deep.equal(texts);
    });
});
