import { expect } from "chai";
import { policyDocumentText } from "../../../../cli/readers/terraform/policy-document";

type Json = Readonly<Record<string, unknown>>;

const ALLOW_PULL = { sid: "Pull", actions: ["ecr:BatchGetImage"] };
const PULL = { Sid: "Pull", Effect: "Allow", Action: "ecr:BatchGetImage" };

const cases: readonly { readonly name: string; readonly values: Json; readonly expected: unknown }[] = [
  { name: "no statement", values: {}, expected: { Version: "2012-10-17", Statement: [] } },
  {
    name: "an id and an older version",
    values: { policy_id: "mine", version: "2008-10-17", statement: [ALLOW_PULL] },
    expected: { Version: "2008-10-17", Id: "mine", Statement: [PULL] },
  },
  {
    name: "everything that is negated",
    values: {
      statement: [
        {
          effect: "Deny",
          not_actions: ["ecr:Get*", "ecr:List*"],
          not_resources: ["arn:aws:ecr:*:*:repository/open"],
          not_principals: [{ type: "AWS", identifiers: ["arn:aws:iam::111111111111:root"] }],
        },
      ],
    },
    expected: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Deny",
          NotPrincipal: { AWS: "arn:aws:iam::111111111111:root" },
          NotAction: ["ecr:Get*", "ecr:List*"],
          NotResource: "arn:aws:ecr:*:*:repository/open",
        },
      ],
    },
  },
  {
    name: "principals of one type in two blocks",
    values: {
      statement: [
        {
          principals: [
            { type: "AWS", identifiers: ["111111111111"] },
            { type: "Service", identifiers: ["lambda.amazonaws.com"] },
            { type: "AWS", identifiers: ["222222222222"] },
          ],
        },
      ],
    },
    expected: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: ["111111111111", "222222222222"], Service: "lambda.amazonaws.com" } },
      ],
    },
  },
  {
    name: "everybody, in both ways of writing it",
    values: {
      statement: [
        { principals: [{ type: "*", identifiers: ["*"] }] },
        { principals: [{ type: "AWS", identifiers: ["*"] }] },
      ],
    },
    expected: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: "*" },
        { Effect: "Allow", Principal: { AWS: "*" } },
      ],
    },
  },
  {
    name: "conditions with one operator, and with one key in two blocks",
    values: {
      statement: [
        {
          condition: [
            { test: "StringEquals", variable: "kms:ViaService", values: ["ecr.us-east-1.amazonaws.com"] },
            { test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["a"] },
            { test: "StringEquals", variable: "aws:PrincipalTag/team", values: ["b"] },
            { test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] },
          ],
        },
      ],
    },
    expected: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Condition: {
            StringEquals: { "kms:ViaService": "ecr.us-east-1.amazonaws.com", "aws:PrincipalTag/team": ["a", "b"] },
            Bool: { "kms:GrantIsForAWSResource": "true" },
          },
        },
      ],
    },
  },
  {
    name: "policy variables as Terraform has them written",
    values: { statement: [{ resources: ["arn:aws:ecr:*:*:repository/&{aws:username}/*"], actions: ["ecr:*"] }] },
    expected: {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "ecr:*", Resource: "arn:aws:ecr:*:*:repository/${aws:username}/*" }],
    },
  },
  {
    name: "source and override documents, which take the place of statements with the same Sid",
    values: {
      source_policy_documents: [
        JSON.stringify({ Statement: [{ Sid: "Pull", Effect: "Deny" }, { Effect: "Allow" }] }),
        JSON.stringify({ Statement: { Sid: "One", Effect: "Allow" } }),
      ],
      override_policy_documents: [JSON.stringify({ Statement: [{ Sid: "One", Effect: "Deny" }, { Sid: "New" }] })],
      statement: [ALLOW_PULL],
    },
    expected: {
      Version: "2012-10-17",
      Statement: [PULL, { Effect: "Allow" }, { Sid: "One", Effect: "Deny" }, { Sid: "New" }],
    },
  },
  {
    name: "unknown elements",
    values: {
      statement: [
        {
          principals: [{ type: "AWS", identifiers: ["«unknown: var.role»", "111111111111"] }],
          resources: "«unknown: x»",
        },
      ],
    },
    expected: {
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: ["«unknown: var.role»", "111111111111"] }, Resource: "«unknown: x»" },
      ],
    },
  },
];

describe("policy documents that Terraform reads when it applies", () => {
  for (const { name, values, expected } of cases) {
    it(`have ${name}`, () => {
      expect(JSON.parse(policyDocumentText(values))).to.deep.equal(expected);
    });
  }

  const unknowns: readonly { readonly name: string; readonly values: Json; readonly expected: string }[] = [
    { name: "the statements", values: { statement: "«unknown: s»" }, expected: "«unknown: s»" },
    { name: "an effect", values: { statement: [{ effect: "«unknown: e»" }] }, expected: "«unknown: e»" },
    {
      name: "a source document",
      values: { source_policy_documents: ["«unknown: local.base»"] },
      expected: "«unknown: local.base»",
    },
    {
      name: "a source document that is no JSON",
      values: { source_policy_documents: ["oops"] },
      expected: "«unknown: a source policy document that is not JSON»",
    },
    { name: "an override", values: { override_policy_documents: "«unknown: o»" }, expected: "«unknown: o»" },
  ];
  for (const { name, values, expected } of unknowns) {
    it(`are unknown as a whole where ${name} is`, () => {
      expect(policyDocumentText({ statement: [ALLOW_PULL], ...values })).to.equal(expected);
    });
  }
});
