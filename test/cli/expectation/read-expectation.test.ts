import { expect } from "chai";
import { readExpectation } from "../../../cli/expectation/read-expectation";
import { refusalOf } from "../../support/thrown";

const ROLE = "arn:aws:iam::111111111111:role/ci";

describe("reading intended access", () => {
  it("takes everything that the format has", () => {
    const whole = {
      kmsModel: "two-way",
      repositories: {
        orders: {
          "create-repository": [],
          push: [ROLE, "arn:aws:iam::111111111111:role/path/to/ci", "arn:aws:iam::111111111111:user/jane"],
          pull: ["222222222222", "o-abcdefghij", "o-abcdefghij/r-abcd/ou-abcd-12345678/"],
          "delete-repository": [],
          "administer-key": ["arn:aws:iam::123456789012:root"],
          "pull-by-lambda": ["222222222222"],
        },
      },
      never: [{ principals: [ROLE], repositories: ["orders"], operations: ["pull"] }, { principals: [ROLE] }],
    };
    expect(readExpectation(whole, "expected.json")).to.deep.equal(whole);
  });

  for (const [name, json, problems] of [
    ["no object", [], ["expected.json: is not an object", "expected.json: expects nothing"]],
    ["nothing", {}, ["expected.json: expects nothing"]],
    [
      "a misspelt operation",
      { repositories: { orders: { pul: [ROLE] } } },
      ['expected.json: repositories["orders"]: "pul" is not known here'],
    ],
    [
      "a principal that is none",
      { repositories: { orders: { pull: ["ci", "*", 5] } } },
      [
        'expected.json: repositories["orders"]["pull"][2]: is not a text',
        'expected.json: repositories["orders"]["pull"][0]: "ci" is no principal',
        'expected.json: repositories["orders"]["pull"][1]: "*" is no principal',
      ],
    ],
    [
      "one principal in place of a list",
      { repositories: { orders: { pull: ROLE } } },
      ['expected.json: repositories["orders"]["pull"]: is not a list'],
    ],
    ["an unknown model", { kmsModel: "both", repositories: {} }, ["expected.json: kmsModel: is neither model"]],
    [
      "mistakes under never",
      { never: [{ principals: [ROLE], operations: ["pulling"], repository: "orders" }, "x"] },
      [
        'expected.json: never[0]: "repository" is not known here',
        'expected.json: never[0].operations[0]: "pulling" is not known here',
        "expected.json: never[1]: is not an object",
        "expected.json: never[1].principals: is not a list",
      ],
    ],
  ] as const) {
    it(`refuses ${name}`, () => {
      const error = refusalOf(() => readExpectation(json, "expected.json"));
      expect(error.problems.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal(problems);
      expect(error.problems.every(({ hint }) => hint !== "")).to.equal(true);
    });
  }

  it("suggests what was probably meant", () => {
    const error = refusalOf(() => readExpectation({ repositories: { orders: { pul: [] } } }, "expected.json"));
    expect(error.problems[0]?.hint).to.equal(
      'did you mean "pull"? known are create-repository, push, pull, delete-repository, administer-key, pull-by-lambda',
    );
  });
});
