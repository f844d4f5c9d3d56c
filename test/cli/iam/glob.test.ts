import { expect } from "chai";
import { globsMeet, matchesGlob, samplesOf } from "../../../cli/iam/glob";

describe("two patterns", () => {
  const cases: readonly (readonly [one: string, other: string, meet: boolean])[] = [
    ["", "", true],
    ["", "*", true],
    ["", "?", false],
    ["*", "*", true],
    ["a", "a", true],
    ["a", "b", false],
    ["a*", "*b", true],
    ["a*b", "b*a", false],
    ["?", "a", true],
    ["??", "a", false],
    ["a?c", "*bc", true],
    ["*a*b*", "xay", false],
    ["arn:aws:iam::222222222222:*", "arn:aws:iam::*:role/ci", true],
    ["arn:aws:iam::222222222222:*", "arn:aws:iam::111111111111:role/*", false],
    ["arn:*:iam::*:*", "arn:aws:iam::222222222222:user/jane", true],
  ];
  for (const [one, other, meet] of cases)
    it(`${meet ? "meet" : "do not meet"}: ${one} and ${other}`, () => {
      expect(globsMeet(one, other)).to.equal(meet);
      expect(globsMeet(other, one)).to.equal(meet);
    });

  it("meet just where a short text matches both", () => {
    const texts = (length: number): readonly string[] =>
      length === 0 ? [""] : texts(length - 1).flatMap((text) => [text, ...["a", "b"].map((next) => `${text}${next}`)]);
    const all = [...new Set(texts(6))];
    const globs = [
      ...new Set(
        ["", "a", "b", "*", "?"].flatMap((one) =>
          ["", "a", "b", "*", "?"].flatMap((two) => ["", "b", "*", "?"].map((three) => one + two + three)),
        ),
      ),
    ];
    for (const one of globs)
      for (const other of globs)
        expect(globsMeet(one, other), `${one} ${other}`).to.equal(
          all.some((text) => matchesGlob(one, text) && matchesGlob(other, text)),
        );
  });

  it("lie in each other where all samples do", () => {
    const isWithin = (inner: string, outer: string): boolean =>
      samplesOf(inner).every((sample) => matchesGlob(outer, sample));
    expect(isWithin("arn:aws:iam::222222222222:*", "*")).to.equal(true);
    expect(isWithin("arn:aws:iam::222222222222:*", "arn:aws:iam::*:*")).to.equal(true);
    expect(isWithin("arn:aws:iam::222222222222:*", "arn:aws:iam::222222222222:role/*")).to.equal(false);
    expect(isWithin("a*", "a?*")).to.equal(false);
    expect(isWithin("a*", "a?")).to.equal(false);
  });
});
