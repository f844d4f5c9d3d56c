import { expect } from "chai";
import { at, planOf, read } from "./hand-made";

const ROLES = ["a", "b"].map((name) => ({
  address: `aws_iam_role.${name}`,
  after: { name },
  unknown: { arn: true },
}));
const KEY = { address: "aws_kms_key.key", unknown: { arn: true, key_id: true } };
const arn = (name: string): string => `arn:aws:iam::111111111111:role/${name}`;
const constant = (value: unknown): unknown => ({ constant_value: value });
const reference = (...texts: readonly string[]): unknown => ({
  references: texts.flatMap((text) => [text, text.replace(/\.\w+$/, "")]),
});

interface Case {
  readonly name: string;
  /** The statement as it is planned, and what of it is unknown. */
  readonly statement: unknown;
  readonly unknown: unknown;
  /** The statement as it is written. */
  readonly written: unknown;
  readonly expected: unknown;
}

const cases: readonly Case[] = [
  {
    name: "blocks in another order than they are written in",
    statement: {
      principals: [
        { type: "Federated", identifiers: ["cognito"] },
        { type: "AWS", identifiers: [null] },
      ],
    },
    unknown: { principals: [{ identifiers: [false] }, { identifiers: [true] }] },
    written: {
      principals: [
        { type: constant("AWS"), identifiers: reference("aws_iam_role.a.arn") },
        { type: constant("Federated"), identifiers: constant(["cognito"]) },
      ],
    },
    expected: { Effect: "Allow", Principal: { Federated: "cognito", AWS: arn("a") } },
  },
  {
    name: "known elements between unknown ones",
    statement: { resources: [null, "arn:aws:s3:::x", null] },
    unknown: { resources: [true, false, true] },
    written: { resources: reference("aws_iam_role.a.arn", "aws_iam_role.b.arn") },
    expected: { Effect: "Allow", Resource: ["arn:aws:s3:::x", arn("b"), arn("a")] },
  },
  {
    name: "one reference twice, of which one must be in a text",
    statement: { resources: [null, null] },
    unknown: { resources: [true, true] },
    written: { resources: reference("aws_iam_role.a.arn", "aws_iam_role.a.arn") },
    expected: { Effect: "Allow", Resource: ["«unknown: aws_iam_role.a.arn»", arn("a")] },
  },
  {
    name: "fewer references than unknown elements",
    statement: { resources: [null, null, null] },
    unknown: { resources: [true, true, true] },
    written: { resources: reference("aws_iam_role.a.arn", "aws_iam_role.b.arn") },
    expected: { Effect: "Allow", Resource: Array(3).fill("«unknown: aws_iam_role.a.arn, aws_iam_role.b.arn»") },
  },
  {
    name: "a list that is unknown as a whole, of resources of the plan",
    statement: {},
    unknown: { resources: true },
    written: { resources: reference("aws_iam_role.a.arn", "aws_iam_role.b.arn") },
    expected: { Effect: "Allow", Resource: [arn("b"), arn("a")] },
  },
  {
    name: "a list that is unknown as a whole",
    statement: {},
    unknown: { resources: true },
    written: { resources: { references: ["local.resources"] } },
    expected: { Effect: "Allow", Resource: "«unknown: local.resources»" },
  },
  {
    name: "an id where an ARN belongs, which must be part of one",
    statement: { resources: [null] },
    unknown: { resources: [true] },
    written: { resources: reference("aws_kms_key.key.key_id") },
    expected: { Effect: "Allow", Resource: "«unknown: aws_kms_key.key.key_id»" },
  },
  {
    name: "a written block beside those of a dynamic block",
    statement: {
      principals: [
        { type: "AWS", identifiers: [null] },
        { type: "Federated", identifiers: [null] },
      ],
    },
    unknown: { principals: [{ identifiers: [true] }, { identifiers: [true] }] },
    written: { principals: [{ type: constant("Federated"), identifiers: reference("aws_iam_role.a.arn") }] },
    expected: {
      Effect: "Allow",
      Principal: {
        AWS: "«unknown: data.aws_iam_policy_document.doc.statement.0.principals.0.identifiers»",
        Federated: arn("a"),
      },
    },
  },
  {
    name: "a written block that may as well be one of a dynamic block",
    statement: {
      principals: [
        { type: "AWS", identifiers: [null, "x"] },
        { type: "AWS", identifiers: [null] },
      ],
    },
    unknown: { principals: [{ identifiers: [true, false] }, { identifiers: [true] }] },
    written: { principals: [{ type: constant("AWS"), identifiers: reference("aws_iam_role.a.arn") }] },
    expected: {
      Effect: "Allow",
      Principal: {
        AWS: [
          "«unknown: data.aws_iam_policy_document.doc.statement.0.principals.0.identifiers»",
          "x",
          "«unknown: data.aws_iam_policy_document.doc.statement.0.principals.1.identifiers»",
        ],
      },
    },
  },
  {
    name: "blocks of a dynamic block",
    statement: { principals: [{ type: "AWS", identifiers: [null] }] },
    unknown: { principals: [{ identifiers: [true] }] },
    written: {},
    expected: {
      Effect: "Allow",
      Principal: { AWS: "«unknown: data.aws_iam_policy_document.doc.statement.0.principals.0.identifiers»" },
    },
  },
];

describe("blocks with unknown parts", () => {
  for (const { name, statement, unknown, written, expected } of cases) {
    it(`have ${name}`, () => {
      const document = {
        address: "data.aws_iam_policy_document.doc",
        actions: ["read"],
        after: { statement: [statement] },
        unknown: { json: true, statement: [unknown] },
        expressions: { statement: [written] },
      };
      const { values } = at(read(planOf([...ROLES, KEY, document])), "data.aws_iam_policy_document.doc");
      expect(JSON.parse(String(values["json"]))).to.deep.equal({ Version: "2012-10-17", Statement: [expected] });
    });
  }

  it("make the document unknown where it is not said how many there are", () => {
    const document = {
      address: "data.aws_iam_policy_document.doc",
      actions: ["read"],
      unknown: { json: true, statement: true },
    };
    const { values } = at(read(planOf([document])), "data.aws_iam_policy_document.doc");
    expect(values["json"]).to.equal("«unknown: data.aws_iam_policy_document.doc.statement (made by a dynamic block)»");
  });
});
