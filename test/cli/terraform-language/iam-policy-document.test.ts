import { expect } from "chai";
import { documentFromStatements } from "../../../cli/terraform-language/iam-policy-document";

const ROOT = "arn:aws:iam::111111111111:root";
const MARKER = "«unknown: data.x.y»";

describe("the policy of aws_iam_policy_document", () => {
  it("has what a statement may have, single values as texts and sets in the provider's order", () => {
    const statement = {
      sid: "All",
      effect: "Deny",
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:Decrypt"],
      resources: ["arn:aws:s3:::home/&{aws:username}/*"],
      principals: [
        { type: "AWS", identifiers: [ROOT] },
        { type: "Service", identifiers: ["ecr.amazonaws.com"] },
        { type: "AWS", identifiers: ["222222222222"] },
      ],
      condition: [
        { test: "StringEquals", variable: "kms:ViaService", values: ["b", "a"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: ["&{aws:x}"] },
        { test: "StringEquals", variable: "kms:ViaService", values: ["c"] },
        { test: "Bool", variable: "aws:SecureTransport", values: [false] },
      ],
    };
    expect(documentFromStatements({ policy_id: "id", version: "2008-10-17", statement: [statement] })).to.deep.equal({
      Version: "2008-10-17",
      Id: "id",
      Statement: [
        {
          Sid: "All",
          Effect: "Deny",
          Action: ["kms:Encrypt", "kms:Decrypt"],
          Resource: "arn:aws:s3:::home/${aws:username}/*",
          Principal: { AWS: [ROOT, "222222222222"], Service: "ecr.amazonaws.com" },
          Condition: {
            StringEquals: { "kms:ViaService": ["b", "a", "c"], "aws:SourceAccount": "${aws:x}" },
            Bool: { "aws:SecureTransport": "false" },
          },
        },
      ],
    });
  });

  it("has the negations", () => {
    const statement = {
      not_actions: ["a"],
      not_resources: ["r", "s"],
      not_principals: [{ type: "AWS", identifiers: ["*"] }],
    };
    expect(documentFromStatements({ statement: [statement] })).to.deep.equal({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", NotAction: "a", NotResource: ["s", "r"], NotPrincipal: { AWS: "*" } }],
    });
  });

  for (const [name, principals, expected] of [
    ["everybody", [{ type: "*", identifiers: ["*"] }], "*"],
    ["everybody of AWS", [{ type: "AWS", identifiers: ["*"] }], { AWS: "*" }],
    ["an unknown one", [{ type: "AWS", identifiers: [MARKER] }], { AWS: MARKER }],
    ["unknown ones", [{ type: "AWS", identifiers: MARKER }], { AWS: MARKER }],
    ["nobody known", MARKER, MARKER],
  ] as const) {
    it(`writes ${name} as the provider does`, () => {
      expect(documentFromStatements({ statement: [{ principals }] })).to.deep.equal({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: expected }],
      });
    });
  }

  it("puts source documents before and override documents behind, each Sid once", () => {
    const text = (...statements: readonly object[]): string => JSON.stringify({ Id: "given", Statement: statements });
    expect(
      documentFromStatements({
        source_policy_documents: [
          text({ Sid: "A", Effect: "Allow", Action: "source" }, { Effect: "Allow", Action: "no sid" }),
          JSON.stringify({ Version: "2008-10-17", Statement: { Sid: "D", Effect: "Allow", Action: "single" } }),
        ],
        statement: [
          { sid: "A", actions: ["own"] },
          { sid: "B", actions: ["own"] },
        ],
        override_policy_documents: [
          text({ Sid: "B", Effect: "Deny", Action: "override" }, { Sid: "C", Effect: "Allow", Action: "new" }),
          null,
          "",
        ],
      }),
    ).to.deep.equal({
      Version: "2012-10-17",
      Id: "given",
      Statement: [
        { Sid: "A", Effect: "Allow", Action: "own" },
        { Effect: "Allow", Action: "no sid" },
        { Sid: "D", Effect: "Allow", Action: "single" },
        { Sid: "B", Effect: "Deny", Action: "override" },
        { Sid: "C", Effect: "Allow", Action: "new" },
      ],
    });
  });

  for (const [name, values, expected] of [
    ["nothing", {}, { Version: "2012-10-17", Statement: [] }],
    ["unknown statements", { statement: MARKER }, MARKER],
    ["an unknown statement", { statement: [MARKER] }, MARKER],
    ["an unknown source", { source_policy_documents: [MARKER] }, MARKER],
    ["unknown overrides", { override_policy_documents: MARKER }, MARKER],
    [
      "a source that is no JSON",
      { source_policy_documents: ["{"] },
      "«unknown: source_policy_documents: a text that is no policy»",
    ],
    [
      "a source that is no object",
      { source_policy_documents: ["[]"] },
      "«unknown: source_policy_documents: a text that is no policy»",
    ],
  ] as const) {
    it(`makes of ${name} ${JSON.stringify(expected)}`, () => {
      expect(documentFromStatements(values)).to.deep.equal(expected);
    });
  }
});
