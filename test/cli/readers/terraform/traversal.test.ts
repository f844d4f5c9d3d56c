import { expect } from "chai";
import {
  modulePathText,
  parseModulePath,
  parseTraversal,
  traversalText,
  writtenReferences,
} from "../../../../cli/readers/terraform/traversal";

describe("addresses and references of Terraform", () => {
  const addresses: readonly (readonly [text: string, steps: readonly unknown[]])[] = [
    ["aws_kms_key.key.arn", ["aws_kms_key", "key", "arn"]],
    ["aws_kms_key.key[0].arn", ["aws_kms_key", "key", { key: 0 }, "arn"]],
    ['aws_iam_role.team["a.b[c]"].id', ["aws_iam_role", "team", { key: "a.b[c]" }, "id"]],
    ['x.y["say \\"hi\\""]', ["x", "y", { key: 'say "hi"' }]],
    ['x.y["$${no}"]', ["x", "y", { key: "${no}" }]],
    ["data.aws_iam_policy_document.pull.json", ["data", "aws_iam_policy_document", "pull", "json"]],
    ["a-b.c-d", ["a-b", "c-d"]],
    ["x.y.0.z", ["x", "y", { key: 0 }, "z"]],
    ["", []],
  ];
  for (const [text, steps] of addresses) {
    it(`takes ${text || "nothing"} apart`, () => {
      expect(parseTraversal(text)).to.deep.equal(steps);
    });
  }

  it("puts steps together again", () => {
    const text = 'module.a["x"].aws_kms_key.key[0].arn';
    expect(traversalText(parseTraversal(text))).to.equal(text);
  });

  it("finds the way to a module", () => {
    const address = 'module.hub.module.repository["a.module.b"].module.c[1]';
    const path = [{ name: "hub" }, { name: "repository", key: "a.module.b" }, { name: "c", key: 1 }];
    expect(parseModulePath(address)).to.deep.equal(path);
    expect(modulePathText(path)).to.equal(address);
    expect(parseModulePath(undefined)).to.deep.equal([]);
  });

  it("keeps what is written and leaves out the shorter forms", () => {
    const all = [
      "a.b[0].arn",
      "a.b[0]",
      "a.b",
      "a.bc",
      "a.b.arn",
      "a.b",
      "a.b.arn",
      "a.b",
      "each.value.x",
      "each.value",
    ];
    expect(writtenReferences(all)).to.deep.equal(["a.b[0].arn", "a.bc", "a.b.arn", "a.b.arn", "each.value.x"]);
  });
});
