import { expect } from "chai";
import { compareWithExpectation } from "../../../cli/expectation/compare-with-expectation";
import type { Expectation } from "../../../cli/expectation/expectation";
import { fakePrincipal, fakeProof, fakeRepository } from "../support/fake-proof";

const CI = "arn:aws:iam::111111111111:role/ci";
const APP = "arn:aws:iam::222222222222:role/app";
const LAMBDA = "arn:aws:lambda:us-east-1:333333333333:function:*";
const ELSEWHERE = LAMBDA.replace("us-east-1", "eu-west-1");
const principals = [
  fakePrincipal(CI),
  fakePrincipal(APP),
  fakePrincipal("arn:aws:iam::333333333333:root", "account"),
  fakePrincipal(LAMBDA, "lambda"),
  fakePrincipal(ELSEWHERE, "lambda"),
  fakePrincipal("o-abcdefghij", "organization"),
];
const repositories = [fakeRepository("orders"), fakeRepository("reports")];
const proof = fakeProof(principals, repositories, {
  "ci push orders": "allowed",
  "app pull orders": "allowed/denied",
  "app pull reports": "unknown",
  "arn:aws:iam::333333333333:root pull reports": "allowed",
  [`${LAMBDA} pull-by-lambda orders`]: "allowed",
  // Functions of one Region have nothing to do with repositories of another.
  [`${ELSEWHERE} pull-by-lambda orders`]: "none",
  "o-abcdefghij pull orders": "allowed",
});

interface Case {
  readonly name: string;
  readonly expected: Expectation;
  /** `<principal> <operation> <repository> <expected> <actual>` */
  readonly differences: readonly string[];
}

const only = (access: Expectation["repositories"][string]): Expectation => ({ repositories: { orders: access } });

const CASES: readonly Case[] = [
  { name: "what is exactly so", expected: only({ push: [CI] }), differences: [] },
  { name: "an operation that is not named", expected: only({}), differences: [] },
  {
    name: "somebody who should and cannot",
    expected: only({ push: [CI, APP] }),
    differences: [`${APP} push orders allowed denied`],
  },
  {
    name: "somebody who can and should not",
    expected: only({ push: [] }),
    differences: [`${CI} push orders denied allowed`],
  },
  {
    name: "somebody whom no input makes",
    expected: only({ push: [CI, "arn:aws:iam::444444444444:role/new"] }),
    differences: ["arn:aws:iam::444444444444:role/new push orders allowed missing"],
  },
  {
    name: "a repository that no input makes",
    expected: { repositories: { ordres: { push: [CI] } } },
    differences: [`${CI} push ordres allowed missing`],
  },
  {
    name: "access that is not sure although it should be",
    expected: { repositories: { reports: { pull: [APP, "333333333333"] } } },
    differences: [`${APP} pull reports allowed unknown`],
  },
  {
    name: "access that may exist although it should not",
    expected: { repositories: { reports: { pull: ["333333333333"] } } },
    differences: [`${APP} pull reports denied unknown`],
  },
  {
    name: "accounts by id and by their root",
    expected: { repositories: { reports: { pull: [APP, "arn:aws:iam::333333333333:root"] } } },
    differences: [`${APP} pull reports allowed unknown`],
  },
  { name: "an account's functions", expected: only({ "pull-by-lambda": ["333333333333"] }), differences: [] },
  {
    name: "an account's functions that should not",
    expected: only({ "pull-by-lambda": [] }),
    differences: [`${LAMBDA} pull-by-lambda orders denied allowed`],
  },
  { name: "organizations", expected: only({ pull: [APP, "o-abcdefghij"] }), differences: [] },
  {
    name: "a repository by its ARN",
    expected: { repositories: { "arn:aws:ecr:us-east-1:123456789012:repository/orders": { push: [APP] } } },
    differences: [`${APP} push orders allowed denied`, `${CI} push orders denied allowed`],
  },
  {
    name: "the two-way model",
    expected: { kmsModel: "two-way", repositories: { orders: { pull: [APP, "o-abcdefghij"] } } },
    differences: [`${APP} pull orders allowed denied`],
  },
  {
    name: "those who never may, everywhere",
    expected: { repositories: {}, never: [{ principals: [APP] }] },
    differences: [`${APP} pull orders denied allowed`, `${APP} pull reports denied unknown`],
  },
  {
    name: "those who never may, in one repository and operation",
    expected: { repositories: {}, never: [{ principals: [APP, CI], repositories: ["orders"], operations: ["push"] }] },
    differences: [`${CI} push orders denied allowed`],
  },
  {
    name: "those who never may and do not occur",
    expected: { repositories: {}, never: [{ principals: ["arn:aws:iam::444444444444:role/new"] }] },
    differences: [],
  },
];

describe("comparing proved with intended access", () => {
  for (const { name, expected, differences } of CASES) {
    it(`finds ${name}`, async () => {
      const found = await compareWithExpectation(proof, expected);
      expect(
        found.map((each) => [each.principal, each.operation, each.repository, each.expected, each.actual].join(" ")),
      ).to.deep.equal(differences);
    });
  }

  it("says who, what, and why not", async () => {
    const [difference] = await compareWithExpectation(proof, only({ push: [CI, APP] }));
    expect(difference).to.deep.equal({
      principal: APP,
      repository: "orders",
      operation: "push",
      expected: "allowed",
      actual: "denied",
      message: `${APP} cannot push to orders, but should: ecr:PutImage: the reason`,
      at: { principal: 1, repository: 0 },
    });
  });

  it("gives the caller's model precedence over the file's", async () => {
    const expected: Expectation = { kmsModel: "two-way", repositories: { orders: { pull: [APP, "o-abcdefghij"] } } };
    expect(await compareWithExpectation(proof, expected, "documented")).to.deep.equal([]);
  });
});
