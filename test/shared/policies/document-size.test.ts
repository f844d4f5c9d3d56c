import { expect } from "chai";
import type { DocumentKind, PolicyDocument } from "../../../shared";
import { documentSize, keyPolicy, policyJson, repositoryPolicy, SIZE_LIMITS } from "../../../shared";
import { expectSame, TOPOLOGY } from "../fixtures";

/** A document with a text of one, two, three and four bytes in UTF-8, and with white space. */
const TEXT = "a é € 🔑\n";
const document: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Sid: TEXT, Effect: "Allow", Action: ["kms:*"], Resource: "*" }],
};
const json = JSON.stringify(document);

describe("documentSize", () => {
  const sizes: Readonly<Record<DocumentKind, number>> = {
    "key-policy": Buffer.byteLength(json, "utf8"),
    "repository-policy": json.length,
    "registry-policy": json.length,
    "identity-policy": json.length - 3,
    "role-inline-policy": json.length - 3,
    "user-inline-policy": json.length - 3,
  };
  for (const [kind, size] of Object.entries(sizes) as [DocumentKind, number][]) {
    it(`counts a ${kind} in ${SIZE_LIMITS[kind].unit}`, () => {
      const { limit, unit } = SIZE_LIMITS[kind];
      expectSame(documentSize("it", kind, document), { name: "it", kind, unit, size, limit, remaining: limit - size });
    });
  }

  it("goes below zero where a document is too large", () => {
    const wide: PolicyDocument = {
      ...document,
      Statement: [{ ...document.Statement[0], Sid: "x".repeat(7_000) }] as never,
    };
    expect(documentSize("it", "identity-policy", wide).remaining).to.equal(6_144 - JSON.stringify(wide).length);
  });

  it("measures the text that is deployed", () => {
    const policy = repositoryPolicy(TOPOLOGY, "my-app") ?? document;
    expect(documentSize("it", "repository-policy", policy).size).to.equal(policyJson(policy).length);
    expect(documentSize("it", "key-policy", keyPolicy(TOPOLOGY)).size).to.equal(policyJson(keyPolicy(TOPOLOGY)).length);
  });
});

describe("policyJson", () => {
  it("is the same text each time, of documents made here and by others", () => {
    const policy = keyPolicy(TOPOLOGY);
    expect(policyJson(policy)).to.equal(JSON.stringify(policy));
    expect(policyJson(policy)).to.equal(policyJson(policy));
    expect(policyJson(document)).to.equal(json);
  });

  it("follows a document that is not frozen", () => {
    const changing = { Version: "2012-10-17" as const, Statement: [...document.Statement] };
    expect(policyJson(changing)).to.equal(json);
    changing.Statement.pop();
    expect(policyJson(changing)).to.equal('{"Version":"2012-10-17","Statement":[]}');
  });
});
