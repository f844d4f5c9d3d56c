import { expect } from "chai";
import type { Problem } from "../../../cli/toolkit/input-error";
import { parsePolicy } from "../../../cli/policy/parse-policy";
import { unknown } from "../../../cli/policy/unknown";

const PATH = "plan.json: aws_iam_policy.pull.policy";
const ALLOW = { Effect: "Allow", Action: "ecr:BatchGetImage", Resource: "*" };

function parsed(value: unknown): { readonly policy: unknown; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const policy = parsePolicy(value, PATH, problems);
  return { policy, problems };
}

describe("parsePolicy", () => {
  const policies: Readonly<Record<string, readonly [value: unknown, policy: unknown]>> = {
    "a text": [
      JSON.stringify({ Version: "2012-10-17", Statement: [ALLOW] }),
      { Version: "2012-10-17", Statement: [ALLOW] },
    ],
    "an object": [{ Statement: [ALLOW] }, { Statement: [ALLOW] }],
    "a statement alone": [JSON.stringify({ Statement: ALLOW }), { Statement: [ALLOW] }],
    "no statements": ['{"Version":"2012-10-17","Statement":[]}', { Version: "2012-10-17", Statement: [] }],
    "space around": [`\n  ${JSON.stringify({ Statement: [ALLOW] })}\n`, { Statement: [ALLOW] }],
    "elements that AWS may add": [
      { Statement: [{ ...ALLOW, Later: 1 }], Kind: true },
      { Statement: [{ ...ALLOW, Later: 1 }], Kind: true },
    ],
    "every element": [
      {
        Version: "2012-10-17",
        Id: "all",
        Statement: [
          {
            Sid: "One",
            Effect: "Deny",
            NotPrincipal: { AWS: ["111111111111"], Service: "ecr.amazonaws.com" },
            NotAction: ["ecr:*"],
            NotResource: ["arn:aws:ecr:*:*:repository/*"],
            Condition: {
              Bool: { "aws:SecureTransport": false },
              NumericLessThan: { "aws:MultiFactorAuthAge": [60, "90"] },
            },
          },
        ],
      },
      {
        Version: "2012-10-17",
        Id: "all",
        Statement: [
          {
            Sid: "One",
            Effect: "Deny",
            NotPrincipal: { AWS: ["111111111111"], Service: "ecr.amazonaws.com" },
            NotAction: ["ecr:*"],
            NotResource: ["arn:aws:ecr:*:*:repository/*"],
            Condition: {
              Bool: { "aws:SecureTransport": false },
              NumericLessThan: { "aws:MultiFactorAuthAge": [60, "90"] },
            },
          },
        ],
      },
    ],
    "unknown parts of its texts": [
      JSON.stringify({ Statement: [{ ...ALLOW, Resource: `${unknown("aws_s3_bucket.a.arn")}/*` }] }),
      { Statement: [{ ...ALLOW, Resource: `${unknown("aws_s3_bucket.a.arn")}/*` }] },
    ],
    "an unknown part with quotes of its own": [
      `{"Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"${unknown('data.aws_s3_bucket.a["x"].arn')}"}]}`,
      { Statement: [{ Effect: "Allow", Action: "ecr:*", Resource: unknown('data.aws_s3_bucket.a["x"].arn') }] },
    ],
    "an unknown principal of a known type": [
      { Statement: [{ ...ALLOW, Principal: { AWS: unknown("var.ci_role") } }] },
      { Statement: [{ ...ALLOW, Principal: { AWS: unknown("var.ci_role") } }] },
    ],
  };
  for (const [name, [value, policy]] of Object.entries(policies)) {
    it(`reads ${name}`, () => {
      expect(parsed(value)).to.deep.equal({ policy, problems: [] });
    });
  }

  const unknowns: Readonly<Record<string, readonly [value: unknown, what: string]>> = {
    "is unknown": [unknown("data.http.policy.body"), "data.http.policy.body"],
    "has something unknown between its texts": [
      `{"Statement":[${unknown("local.first")},${unknown("local.second")}]}`,
      "local.first, local.second",
    ],
    "is part of a text that is unknown": [`${unknown("local.start")}"Statement":[]}`, "local.start"],
    "has unknown statements": [{ Statement: unknown("local.statements") }, "local.statements"],
    "has an unknown statement": [{ Statement: [ALLOW, unknown("local.one")] }, "local.one"],
    "has an unknown Effect": [{ Statement: [{ ...ALLOW, Effect: unknown("var.effect") }] }, "var.effect"],
    "has an unknown Principal": [{ Statement: [{ ...ALLOW, Principal: unknown("var.who") }] }, "var.who"],
    "has an unknown NotPrincipal": [{ Statement: [{ ...ALLOW, NotPrincipal: unknown("var.who") }] }, "var.who"],
    "has an unknown Condition": [{ Statement: [{ ...ALLOW, Condition: unknown("var.when") }] }, "var.when"],
    "has an unknown operator": [{ Statement: [{ ...ALLOW, Condition: { Bool: unknown("var.b") } }] }, "var.b"],
  };
  for (const [name, [value, what]] of Object.entries(unknowns)) {
    it(`says that a policy is unknown when it ${name}`, () => {
      expect(parsed(value)).to.deep.equal({ policy: unknown(what), problems: [] });
    });
  }

  const SECRET = "hunter2";
  const malformed: Readonly<Record<string, readonly [value: unknown, ...messages: readonly string[]]>> = {
    "an empty text": [" ", "is empty, not a policy"],
    "a text that is not JSON": [SECRET, "is not JSON"],
    "a text that ends too early": [`{"Statement":[{"Sid":"${SECRET}"}`, "is not JSON: it ends before it is complete"],
    "a comma too many": [
      `{\n  "Statement": [{ "Sid": "${SECRET}", }]\n}`,
      "is not JSON: it fails in line 2, column 37",
    ],
    "null in a text": ["null", "is null, not a policy document"],
    "a number": [12, "is a number, not a policy document"],
    "a list": [[ALLOW], "is a list, not a policy document"],
    "a text in a text": [JSON.stringify(SECRET), "is a text, not a policy document"],
    "an object without statements": [{ statement: SECRET }, "has no Statement"],
    "statements that are a text": [{ Statement: SECRET }, "Statement[0] is a text, not a statement"],
    "a statement that is null": [{ Statement: [ALLOW, null] }, "Statement[1] is null, not a statement"],
    "a Version that is a number": [{ Version: 2012, Statement: [] }, "Version is a number, not a text"],
    "an Id that is a list": [{ Id: [], Statement: [] }, "Id is a list, not a text"],
    "a Sid that is a number": [{ Statement: [{ ...ALLOW, Sid: 1 }] }, "Statement[0].Sid is a number, not a text"],
    "no Effect": [{ Statement: [{ Action: "*" }] }, "Statement[0] has no Effect"],
    "another Effect": [
      { Statement: [{ ...ALLOW, Effect: SECRET }] },
      'Statement[0].Effect is neither "Allow" nor "Deny"',
    ],
    "no Action": [{ Statement: [{ Effect: "Deny" }] }, "Statement[0] has no Action and no NotAction"],
    "both Action and NotAction": [
      { Statement: [{ ...ALLOW, NotAction: "s3:*" }] },
      "Statement[0] has both Action and NotAction",
    ],
    "an Action that is an object": [
      { Statement: [{ ...ALLOW, Action: { a: SECRET } }] },
      "Statement[0].Action is or holds an object, not a text",
    ],
    "a Resource list with a number": [
      { Statement: [{ ...ALLOW, Resource: ["*", 3] }] },
      "Statement[0].Resource is or holds a number, not a text",
    ],
    "a Principal that is a text": [
      { Statement: [{ ...ALLOW, Principal: SECRET }] },
      'Statement[0].Principal is a text, not "*" or an object such as { AWS: … }',
    ],
    "a Principal with a number": [
      { Statement: [{ ...ALLOW, Principal: { AWS: [111111111111] } }] },
      "Statement[0].Principal.AWS is or holds a number, not a text",
    ],
    "a Condition that is a list": [
      { Statement: [{ ...ALLOW, Condition: [] }] },
      "Statement[0].Condition is a list, not an object",
    ],
    "an operator without keys": [
      { Statement: [{ ...ALLOW, Condition: { StringEquals: SECRET } }] },
      "Statement[0].Condition.StringEquals is a text, not an object",
    ],
    "a value that is an object": [
      { Statement: [{ ...ALLOW, Condition: { StringEquals: { "aws:ResourceOrgID": [{}] } } }] },
      "Statement[0].Condition.StringEquals.aws:ResourceOrgID is or holds an object, not a text, number or boolean",
    ],
    "a value that is null": [
      { Statement: [{ ...ALLOW, Condition: { StringEquals: { "aws:ResourceOrgID": null } } }] },
      "Statement[0].Condition.StringEquals.aws:ResourceOrgID is or holds null, not a text, number or boolean",
    ],
    "several mistakes": [
      { Statement: [{ Effect: "Allow" }, { Action: 5, Effect: "Deny" }] },
      "Statement[0] has no Action and no NotAction",
      "Statement[1].Action is or holds a number, not a text",
    ],
    "a mistake beside something unknown": [
      { Statement: [{ Effect: unknown("var.effect") }] },
      "Statement[0] has no Action and no NotAction",
    ],
  };
  const hint = "Write a policy document: { Version, Statement: [{ Effect, Action, … }] }, as text or with jsonencode.";
  for (const [name, [value, ...messages]] of Object.entries(malformed)) {
    it(`refuses ${name}`, () => {
      const { policy, problems } = parsed(value);
      expect(problems).to.deep.equal(messages.map((message) => ({ path: PATH, message, hint })));
      expect(policy).to.equal(unknown(PATH));
      expect(JSON.stringify(problems)).not.to.contain(SECRET);
    });
  }
});
