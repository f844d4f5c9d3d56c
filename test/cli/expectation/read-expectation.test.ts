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
          pull: [
            "222222222222",
            "o-abcdefghij",
            "o-abcdefghij/r-abcd/ou-abcd-12345678/",
            "o-abcdefghij/r-abcd",
            "arn:aws:codebuild:us-east-1:123456789012:project/orders",
            "arn:aws-iso:iam::222222222222:role/ci",
          ],
          "delete-repository": [],
          "administer-key": ["arn:aws:iam::123456789012:root"],
          "pull-by-lambda": ["222222222222"],
        },
      },
      never: [{ principals: [ROLE], repositories: ["orders"], operations: ["pull"] }, { principals: [ROLE] }],
    };
    expect(readExpectation(whole, "expected.json")).to.deep.equal(whole);
  });

  it("asks nothing about an operation that is undefined, as programs write it", () => {
    const given = { repositories: { orders: { push: undefined, pull: [ROLE] } }, kmsModel: undefined };
    expect(readExpectation(given, "expect")).to.deep.equal({ repositories: { orders: { pull: [ROLE] } } });
  });

  for (const [name, json, problems] of [
    ["no object", [], ["expected.json: is a list, not an object"]],
    ["nothing", {}, ["expected.json: expects nothing"]],
    [
      "a misspelt operation",
      { repositories: { orders: { pul: [ROLE] } } },
      ['expected.json: repositories["orders"]["pul"]: is not known here'],
    ],
    [
      "a principal that is none",
      { repositories: { orders: { pull: ["ci", "*", 5] } } },
      [
        'expected.json: repositories["orders"]["pull"][0]: "ci" is not a principal',
        'expected.json: repositories["orders"]["pull"][1]: "*" contains a wildcard',
        'expected.json: repositories["orders"]["pull"][2]: is a number, not a text',
      ],
    ],
    [
      "one principal in place of a list",
      { repositories: { orders: { pull: ROLE } } },
      ['expected.json: repositories["orders"]["pull"]: is a text, not a list'],
    ],
    [
      "an unknown model",
      { kmsModel: "both", repositories: {} },
      ['expected.json: kmsModel: "both" is not one of its values'],
    ],
    [
      "mistakes under never",
      { never: [{ principals: [ROLE], operations: ["pulling"], repository: "orders" }, "x"] },
      [
        'expected.json: never[0].operations[0]: "pulling" is not one of its values',
        "expected.json: never[0].repository: is not known here",
        "expected.json: never[1]: is a text, not an object",
      ],
    ],
  ] as const) {
    it(`refuses ${name}`, () => {
      const error = refusalOf(() => readExpectation(json, "expected.json"));
      expect(error.problems.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal(problems);
      expect(error.problems.every(({ hint }) => hint !== "")).to.equal(true);
    });
  }

  it("reads principals as a topology does, and says what was probably meant", () => {
    const session = "arn:aws:sts::111111111111:assumed-role/ci/run-7";
    const variable = "arn:aws:iam::111111111111:role/${aws:PrincipalTag/team}/ci";
    const error = refusalOf(() =>
      readExpectation({ repositories: { orders: { pull: [session, variable, "ci"] } } }, "expected.json"),
    );
    expect(error.problems.map(({ hint }) => hint)).to.deep.equal([
      `did you mean "${ROLE}"? (add the path, if the role has one)`,
      ...Array<string>(2).fill(
        "write the id of an account (12 digits), the ARN of a role, the ARN of a user, the id of an organization, " +
          "a path in an organization or the ARN of a resource for which a service pulls as itself",
      ),
    ]);
  });

  it("suggests what was probably meant", () => {
    const error = refusalOf(() => readExpectation({ repositories: { orders: { pul: [] } } }, "expected.json"));
    expect(error.problems[0]?.hint).to.equal(
      "Did you mean pull? Known are create-repository, push, pull, delete-repository, administer-key, pull-by-lambda.",
    );
  });
});
