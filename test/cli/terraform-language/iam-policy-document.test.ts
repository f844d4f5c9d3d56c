import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { policyDocumentTexts } from "../../../cli/terraform-language/iam-policy-document";
import { CRASHING_PROBES, PROBES, type Probes } from "./policy-documents/probes";
import type { Answers } from "./policy-documents/record";

const RECORDED = JSON.parse(readFileSync(join(__dirname, "policy-documents", "recorded.json"), "utf8")) as Answers;
const MARKER = "«unknown: data.x.y»";

/** What provider 5 refuses as such, and provider 4, which nobody has on record, took. */
const LEGACY: Readonly<Record<string, unknown>> = {
  legacy_source: {
    Id: "legacy",
    Statement: [
      { Sid: "A", Effect: "Allow", Action: "own" },
      { Sid: "B", Effect: "Allow", Action: "legacy" },
    ],
  },
  legacy_override: {
    Statement: [
      { Sid: "A", Effect: "Deny", Action: "legacy" },
      { Sid: "B", Effect: "Allow", Action: "legacy" },
    ],
  },
  legacy_override_beside: {
    Statement: [
      { Sid: "A", Effect: "Deny", Action: "legacy" },
      { Sid: "N", Effect: "Allow", Action: "list" },
      { Sid: "L", Effect: "Allow", Action: "legacy" },
    ],
  },
  legacy_source_beside: {},
};

describe("the policy of aws_iam_policy_document", () => {
  it("has an answer of the provider on record for each probe", () => {
    expect(Object.keys(RECORDED)).to.deep.equal(Object.keys(PROBES));
  });

  for (const [name, answer] of Object.entries(RECORDED)) {
    if ("minified_json" in answer) {
      it(`is written as the provider writes it: ${name}`, () => {
        const { json, minified_json } = policyDocumentTexts(evaluatedProbe(PROBES, name));
        expect(minified_json).to.equal(answer.minified_json);
        expect(json).to.equal(answer.json ?? json);
      });
    } else if (!(name in LEGACY)) {
      it(`is unknown where the provider refuses: ${name}`, () => {
        expect(policyDocumentTexts(evaluatedProbe(PROBES, name)).json).to.match(/^«unknown: .*Terraform refuses: .+»$/);
      });
    }
  }

  for (const name of Object.keys(CRASHING_PROBES)) {
    it(`is unknown where the provider crashes: ${name}`, () => {
      expect(policyDocumentTexts(evaluatedProbe(CRASHING_PROBES, name)).json).to.match(/^«unknown: .*refuses: .+»$/);
    });
  }

  for (const [name, expected] of Object.entries(LEGACY)) {
    it(`takes the arguments that provider 5 has no more: ${name}`, () => {
      const { json } = policyDocumentTexts(evaluatedProbe(PROBES, name));
      expect(JSON.parse(json)).to.deep.equal({ Version: "2012-10-17", ...(expected as object) });
    });
  }

  for (const [name, statement, expected] of [
    ["an unknown principal", { principals: [{ type: "AWS", identifiers: [MARKER] }] }, { Principal: { AWS: MARKER } }],
    ["unknown principals", { principals: [{ type: "AWS", identifiers: MARKER }] }, { Principal: { AWS: MARKER } }],
    ["nobody known", { principals: MARKER }, { Principal: MARKER }],
    ["a block that is not known", { principals: [{ type: "AWS", identifiers: ["a"] }, MARKER] }, { Principal: MARKER }],
    ["a type that is not known", { not_principals: [{ type: MARKER, identifiers: ["a"] }] }, { NotPrincipal: MARKER }],
    [
      "a known one beside",
      { principals: [{ type: "AWS", identifiers: ["1", MARKER] }] },
      { Principal: { AWS: [MARKER, "1"] } },
    ],
    ["unknown actions", { actions: MARKER }, { Action: MARKER }],
    ["unknown resources", { resources: MARKER }, { Resource: MARKER }],
    ["unknown conditions", { condition: MARKER }, { Condition: { [MARKER]: { [MARKER]: MARKER } } }],
    ["an unknown condition", { condition: [MARKER] }, { Condition: { [MARKER]: { [MARKER]: MARKER } } }],
    [
      "unknown values",
      { condition: [{ test: "Bool", variable: "a:b", values: MARKER }] },
      { Condition: { Bool: { "a:b": MARKER } } },
    ],
  ] as const) {
    it(`holds the marker of ${name}`, () => {
      expect(JSON.parse(policyDocumentTexts({ statement: [statement] }).json)).to.deep.equal({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", ...expected }],
      });
    });
  }

  for (const [name, values] of [
    ["unknown statements", { statement: MARKER }],
    ["an unknown statement", { statement: [MARKER] }],
    ["an unknown effect", { statement: [{ effect: MARKER }] }],
    ["an unknown source", { source_policy_documents: [MARKER] }],
    ["unknown sources", { source_policy_documents: MARKER }],
    ["unknown overrides", { override_policy_documents: MARKER }],
    ["a source that is JSON only without what is unknown", { source_policy_documents: [`{ "Statement": ${MARKER} }`] }],
    ["a source whose statements are unknown", { source_policy_documents: [JSON.stringify({ Statement: MARKER })] }],
  ] as const) {
    it(`is the marker of ${name}`, () => {
      const statement = [{ sid: "Pull", actions: ["ecr:BatchGetImage"] }];
      expect(policyDocumentTexts({ statement, ...values })).to.deep.equal({ json: MARKER, minified_json: MARKER });
    });
  }

  it("takes no statement for another whose Sid is not known", () => {
    const statement = [
      { sid: MARKER, actions: ["a"] },
      { sid: MARKER, actions: ["b"] },
    ];
    const override = JSON.stringify({ Statement: [{ Sid: MARKER, Effect: "Deny", Action: "c" }] });
    const { json } = policyDocumentTexts({ statement, override_policy_documents: [override] });
    expect(JSON.parse(json)).to.have.property("Statement").with.lengthOf(3);
  });
});

/** The arguments as Terraform gives them to the provider. */
function evaluatedProbe(probes: Probes, name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(JSON.stringify(probes[name]).replaceAll("$${", "${")) as Readonly<Record<string, unknown>>;
}
