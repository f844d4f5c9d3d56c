import { expect } from "chai";
import { findCell } from "../../../cli/proof/find-cell";
import { fakePrincipal, fakeProof, fakeRepository } from "../support/fake-proof";
import { refusalOf } from "../../support/thrown";

const LAMBDA = "arn:aws:lambda:us-east-1:333333333333:function:*";
const proof = fakeProof(
  [
    fakePrincipal("arn:aws:iam::111111111111:role/ci"),
    fakePrincipal("arn:aws:iam::222222222222:role/app"),
    fakePrincipal("arn:aws:iam::333333333333:role/app"),
    fakePrincipal("arn:aws:iam::333333333333:user/jane", "user"),
    fakePrincipal("arn:aws:iam::333333333333:root", "account"),
    fakePrincipal(LAMBDA, "lambda"),
  ],
  [fakeRepository("orders"), fakeRepository("reports"), fakeRepository("reports", "999999999999")],
  {},
);

describe("finding the cell that a user means", () => {
  for (const [words, place] of [
    [
      ["ci", "orders", "push"],
      [0, 0],
    ],
    [
      ["arn:aws:iam::222222222222:role/app", "orders", "pull"],
      [1, 0],
    ],
    [
      ["user/jane", "orders", "pull"],
      [3, 0],
    ],
    [
      ["333333333333", "orders", "pull"],
      [4, 0],
    ],
    [
      ["arn:aws:iam::333333333333:root", "orders", "pull"],
      [4, 0],
    ],
    [
      ["333333333333", "orders", "pull-by-lambda"],
      [5, 0],
    ],
    [
      ["ci", "arn:aws:ecr:us-east-1:999999999999:repository/reports", "push"],
      [0, 2],
    ],
  ] as const) {
    it(`understands ${words.join(" ")}`, () => {
      const found = findCell(proof, words);
      expect([found.principal, found.repository]).to.deep.equal(place);
      expect(found.operation).to.equal(words[2]);
    });
  }

  for (const [words, problems] of [
    [
      ["app", "orders", "pull"],
      [
        'principal "app" is not clear; write one of arn:aws:iam::222222222222:role/app, arn:aws:iam::333333333333:role/app',
      ],
    ],
    [
      ["arn:aws:iam::111111111111:role/cj", "reports", "pul"],
      [
        'there is no principal "arn:aws:iam::111111111111:role/cj"; did you mean arn:aws:iam::111111111111:role/ci? ' +
          "There are arn:aws:iam::111111111111:role/ci, arn:aws:iam::222222222222:role/app, " +
          "arn:aws:iam::333333333333:role/app, arn:aws:iam::333333333333:user/jane, arn:aws:iam::333333333333:root, " +
          LAMBDA,
        'repository "reports" is not clear; write one of arn:aws:ecr:us-east-1:123456789012:repository/reports, ' +
          "arn:aws:ecr:us-east-1:999999999999:repository/reports",
        'there is no operation "pul"; did you mean pull? ' +
          "There are create-repository, push, pull, delete-repository, administer-key, pull-by-lambda",
      ],
    ],
    [
      ["ci"],
      [
        "the repository is missing; name a principal, a repository and an operation",
        "the operation is missing; name a principal, a repository and an operation",
      ],
    ],
  ] as const) {
    it(`says all that is wrong with ${words.join(" ")}`, () => {
      const { problems: found } = refusalOf(() => findCell(proof, words));
      expect(found.map(({ message, hint }) => `${message}; ${hint}`)).to.deep.equal(problems);
    });
  }
});
