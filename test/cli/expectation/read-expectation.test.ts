import Ajv from "ajv";
import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expectationSchema } from "../../../cli/expectation/expectation-schema";
import { readExpectation } from "../../../cli/expectation/read-expectation";
import { refusalOf } from "../../support/thrown";

const ROLE = "arn:aws:iam::111111111111:role/ci";

const accepts = new Ajv({ allowUnionTypes: true }).compile(expectationSchema());

describe("reading intended access", () => {
  it("takes everything that the format has", () => {
    const whole = {
      version: 1,
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
          read: ["222222222222"],
          sign: [],
        },
        "*": {
          pull: [
            { anyone: {} },
            { anyone: { StringEquals: { "aws:SourceVpce": "vpce-1" } }, unless: [{ principals: ["222222222222"] }] },
            { account: "222222222222", if: { "ForAnyValue:StringLike": { "aws:TagKeys": ["a", "b"] } } },
            { organization: "o-abcdefghij" },
            { organization: "o-abcdefghij/*" },
            { organization: "o-abcdefghij/r-abcd/ou-*" },
            { principal: "arn:aws:iam::*:role/ci-*", unless: [{ if: { Bool: { "aws:SecureTransport": false } } }] },
            { service: "codebuild.amazonaws.com", if: { ArnLike: { "aws:SourceArn": "arn:aws:codebuild:*" } } },
          ],
        },
      },
      keys: {
        "alias/ecr/registry": { "administer-key": [ROLE], "create-key": [] },
        "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab": {},
      },
      ignore: ["create-repository", "create-key"],
      only: ["orders", "arn:aws:ecr:*"],
      accept: [{ gap: "unread-policy aws_ecr_repository_policy.orders", reason: "it names the auditors" }],
      never: [{ principals: [ROLE], repositories: ["orders"], operations: ["pull"] }, { principals: [ROLE] }],
    };
    expect(readExpectation({ $schema: "./schema.json", ...whole }, "expected.json")).to.deep.equal(whole);
    expect(accepts({ $schema: "./schema.json", ...whole })).to.equal(true);
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
        'expected.json: repositories["orders"]["pull"][2]: is a number, not a text or an object',
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
      "a later version",
      { version: 2, repositories: {} },
      ["expected.json: version: 2 is not a version that this release knows"],
    ],
    [
      "a party that is nobody, or several",
      {
        repositories: {
          "*": { pull: [{ acount: "222222222222" }, { account: "222222222222", service: "a.amazonaws.com" }] },
        },
      },
      [
        'expected.json: repositories["*"]["pull"][0].acount: is not known here',
        'expected.json: repositories["*"]["pull"][0]: names nobody',
        'expected.json: repositories["*"]["pull"][1]: names account and service',
      ],
    ],
    [
      "parties of another form",
      {
        repositories: {
          "*": {
            pull: [
              { account: "2" },
              { principal: "ci-*" },
              { service: "codebuild" },
              { organization: "acme" },
              { anyone: {}, if: {} },
            ],
          },
        },
      },
      [
        'expected.json: repositories["*"]["pull"][0].account: "2" is not an account id',
        'expected.json: repositories["*"]["pull"][1].principal: "ci-*" is not the ARN of a principal',
        'expected.json: repositories["*"]["pull"][2].service: "codebuild" is not the name of a service',
        'expected.json: repositories["*"]["pull"][3].organization: "acme" is not an organization',
        'expected.json: repositories["*"]["pull"][4].if: does not stand beside anyone',
      ],
    ],
    [
      "conditions that AWS does not have",
      {
        repositories: {
          "*": {
            pull: [
              { anyone: { StringEqual: { "aws:SourceVpce": "vpce-1" } } },
              { account: "222222222222", if: { StringLike: { "aws:SourceVpce": [] } } },
              { account: "222222222222", unless: [{ if: { StringLike: { "aws:SourceVpce": null } } }] },
            ],
          },
        },
      },
      [
        'expected.json: repositories["*"]["pull"][0].anyone["StringEqual"]: is not an operator of AWS',
        'expected.json: repositories["*"]["pull"][1].if["StringLike"]["aws:SourceVpce"]: has no values',
        'expected.json: repositories["*"]["pull"][2].unless[0].if["StringLike"]["aws:SourceVpce"]: null is neither a text nor a list of texts',
      ],
    ],
    [
      "keys and their operations",
      { keys: { registry: { pull: [] } } },
      [
        'expected.json: keys["registry"]["pull"]: is not known here',
        'expected.json: keys["registry"]: "registry" is not a key',
      ],
    ],
    [
      "what is accepted without a reason",
      { repositories: {}, accept: [{ gap: "errored-plan plan.json", reason: " " }, { gap: "" }] },
      [
        "expected.json: accept[0].reason: is empty",
        "expected.json: accept[1].gap: is empty",
        "expected.json: accept[1].reason: is missing",
      ],
    ],
    [
      "what is left out that does not exist",
      { repositories: {}, ignore: ["pulling"], only: [] },
      ['expected.json: ignore[0]: "pulling" is not one of its values', "expected.json: only: names nothing"],
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

  it("refuses a repository of which nothing would be compared", () => {
    const json = { only: ["payments/*"], repositories: { "*": {}, "payments/api": {}, orders: {} } };
    const error = refusalOf(() => readExpectation(json, "expected.json"));
    expect(error.problems).to.deep.equal([
      {
        path: 'expected.json: repositories["orders"]',
        message: "is not among the repositories of only, and would not be compared",
        hint: "add it to only, or take it out",
      },
    ]);
  });

  it("has the schema that editors load (npm run docs)", () => {
    const file = readFileSync(join(__dirname, "../../../cli/expectation/schema.json"), "utf8");
    expect(JSON.parse(file)).to.deep.equal(JSON.parse(JSON.stringify(expectationSchema())));
  });

  it("suggests what was probably meant", () => {
    const error = refusalOf(() => readExpectation({ repositories: { orders: { pul: [] } } }, "expected.json"));
    expect(error.problems[0]?.hint).to.equal(
      "Did you mean pull? Known are create-repository, push, pull, delete-repository, administer-key, pull-by-lambda, read, sign.",
    );
  });
});
