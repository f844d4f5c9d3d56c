import { expect } from "chai";
import { accountsLanguage, ARN, arnDomain } from "../../../../cli/proof/parties/caller-kinds";
import { textLiteral } from "../../../../cli/proof/parties/name-clause";
import { solve } from "../../../../cli/proof/parties/solve";

const ofAccount = (number: number): ReturnType<typeof textLiteral> =>
  textLiteral(ARN, accountsLanguage([String(100_000_000_000 + number)], "aws"));

describe("a question to the solver of parties", () => {
  const question = {
    certainty: "certain",
    domains: new Map([[ARN, arnDomain("role", "aws")]]),
    excluded: new Set<string>(),
  } as const;

  it("is answered however many names there are that the one asked about does not fall under", () => {
    const names = Array.from({ length: 6_000 }, (_, number) => [[{ literal: ofAccount(number + 1), holds: false }]]);
    const found = solve({ ...question, holds: [{ literal: ofAccount(0), holds: true }], clauses: names });
    expect(found).to.deep.equal(new Map([[ARN, "arn:aws:iam::100000000000:role/x"]]));
  });

  it("has no answer where one of many names covers the one asked about", () => {
    const names = Array.from({ length: 600 }, (_, number) => [[{ literal: ofAccount(number), holds: false }]]);
    const found = solve({ ...question, holds: [{ literal: ofAccount(599), holds: true }], clauses: names });
    expect(found).to.equal(undefined);
  });
});
