import { expect } from "chai";
import * as fc from "fast-check";
import { cut, harmless, harmlessJson, padded, textWidth, wrapped } from "../../../cli/toolkit/text-layout";

describe("layout of texts", () => {
  it("knows how wide texts are on a terminal", () => {
    const widths = ["", "abc", "é", "e\u0301", "é日本", "한국", "ｆｕｌｌ", "🚀", "✓✗–…", "a\u200bb"].map(textWidth);
    expect(widths).to.deep.equal([0, 3, 1, 1, 5, 4, 8, 2, 4, 2]);
  });

  it("fills and cuts by width", () => {
    expect([padded("日本", 6), cut("日本語", 5), cut("orders", 6), cut("payments", 6)]).to.deep.equal([
      "日本  ",
      "日本…",
      "orders",
      "payme…",
    ]);
  });

  const cases: readonly (readonly [string, number, readonly string[]])[] = [
    ["", 10, [""]],
    ["one two three", 8, ["one two", "three"]],
    ["one two", 7, ["one two"]],
    ["arn:aws:iam::1:role/ci", 12, ["arn:aws:iam:", ":1:role/ci"]],
    ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
    ["see https://docs.aws.amazon.com/kms", 10, ["see", "https://docs.aws.amazon.com/kms"]],
    ["日本語 text", 4, ["日本", "語", "text"]],
  ];
  for (const [text, width, lines] of cases)
    it(`wraps ${JSON.stringify(text)} at ${width}`, () => {
      expect(wrapped(text, width)).to.deep.equal(lines);
    });

  it("indents all lines but the first", () => {
    expect(wrapped("  registry admin", 10, "  ")).to.deep.equal(["  registry", "  admin"]);
  });

  it("keeps every letter and every line within the width", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 4, max: 60 }), (text, width) => {
        fc.pre(!text.includes("https://"));
        const clean = harmless(text);
        const lines = wrapped(clean, width);
        expect(lines.join("").replaceAll(/\s/g, "")).to.equal(clean.replaceAll(/\s/g, ""));
        for (const line of lines) expect(textWidth(line)).to.be.at.most(width);
      }),
    );
  });

  it("leaves JSON the same value, without what acts on a terminal", () => {
    const value = { name: "a\u001b\u009b\u202e", list: ["\n"] };
    expect(JSON.parse(harmlessJson(value))).to.deep.equal(value);
    expect(harmlessJson(value)).to.equal('{\n  "name": "a\\u001b\\u009b\\u202e",\n  "list": [\n    "\\n"\n  ]\n}');
  });

  it("takes what acts on a terminal out of texts", () => {
    expect(harmless("a\u001b[31mb\u0007\nc\td\u202ee")).to.equal("a\ufffd[31mb\ufffd c d\ufffde");
  });
});
