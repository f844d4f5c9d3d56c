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
    fakePrincipal("arn:aws:iam::111111111111:role/team/auditor"),
    fakePrincipal("o-a1b2c3d4e5", "organization"),
  ],
  [
    fakeRepository("orders"),
    fakeRepository("reports"),
    fakeRepository("reports", "999999999999"),
    fakeRepository("payments/api"),
  ],
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
          `${LAMBDA}, arn:aws:iam::111111111111:role/team/auditor, o-a1b2c3d4e5`,
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

describe("somebody who has no row", () => {
  const BEYOND = "Whom policies let in beyond the rows, the report lists as parties.";
  const cases: readonly (readonly [given: string, why: RegExp, instead: string])[] = [
    ["auditr", /^there is no principal "auditr"$/, "did you mean auditor? There are "],
    ["role/auditr", /"$/, "did you mean role/auditor? There are "],
    ["ledger", /"$/, "There are "],
    ["__proto__", /"$/, "There are "],
    ["constructor", /"$/, "There are "],
    [" ", /"$/, "There are "],
    ["«»\n", /"$/, "There are "],
    [
      "arn:aws:iam::111111111111:role/c*",
      /: a pattern is no row$/,
      `Write arn:aws:iam::111111111111:role/ci. ${BEYOND}`,
    ],
    [
      "arn:aws:iam::*:role/app",
      /: a pattern is no row$/,
      "Write one that it matches: arn:aws:iam::222222222222:role/app, arn:aws:iam::333333333333:role/app. ",
    ],
    ["*:role/nobody-?", /: a pattern is no row$/, `There is no row that it matches. ${BEYOND}`],
    [
      "arn:aws:sts::111111111111:assumed-role/ci/deploy-42",
      /: a session is no row, its role is$/,
      "Write arn:aws:iam::111111111111:role/ci: ",
    ],
    ["arn:aws:sts::111111111111:assumed-role/none/x", /: a session is no row/, "There is no row of this name: "],
    ["arn:aws:iam::111111111111:role/auditor", /: the ARN of a role or user holds its path$/, "Write arn:aws:iam::1"],
    ["arn:aws:iam::444455556666:role/ledger", /: no input makes it, and no policy names it$/, "Give the input "],
    ["o-zzzzzzzzzz", /: no repository policy lets in its members/, "Write o-a1b2c3d4e5. "],
    ["o-zzzzzzzzzz/r-ab12/", /: no repository policy lets in its members/, "Write o-a1b2c3d4e5. "],
    ["o-a1b2c3d4e6", /"$/, "did you mean o-a1b2c3d4e5? "],
    ["444455556666", /: no repository policy names the account as a whole$/, "There is no row of this account. "],
    ["111111111111", /: no repository policy names the account as a whole$/, "Write one of this account: "],
    ["lambda.amazonaws.com", /: a service has a row for each resource or account/, `Write ${LAMBDA}. ${BEYOND}`],
    ["arn:aws:codebuild:us-east-1:111111111111:project/x", /: a service has a row/, `Write ${LAMBDA}. ${BEYOND}`],
  ];
  for (const [given, why, instead] of cases)
    it(`is told why, and what to write: ${JSON.stringify(given)}`, () => {
      const { problems } = refusalOf(() => findCell(proof, [given, "orders", "pull"]));
      expect(problems.map(({ path }) => path)).to.deep.equal(["principal"]);
      expect(problems[0]?.message)
        .to.match(/^there is no principal "/)
        .and.to.match(why);
      expect(problems[0]?.hint.startsWith(instead), problems[0]?.hint).to.equal(true);
    });

  for (const [given, hint] of [
    ["payment/api", "did you mean payments/api? There are "],
    ["order", "did you mean orders? There are "],
    ["*", "There are "],
    ["ledger", "There are "],
    ["__proto__", "There are "],
  ] as const)
    it(`is told for a repository: ${given}`, () => {
      const { problems } = refusalOf(() => findCell(proof, ["ci", given, "pull"]));
      expect(problems.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal([
        `repository: there is no repository ${JSON.stringify(given)}`,
      ]);
      expect(problems[0]?.hint.startsWith(hint), problems[0]?.hint).to.equal(true);
    });

  it("is told where there is nobody at all", () => {
    const { problems } = refusalOf(() => findCell(fakeProof([], [], {}), ["ci", "orders", "constructor"]));
    expect(problems.map(({ hint }) => hint)).to.deep.equal([
      "There is none",
      "There is none",
      "There are create-repository, push, pull, delete-repository, administer-key, pull-by-lambda",
    ]);
  });
});
