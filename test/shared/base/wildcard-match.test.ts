import { expect } from "chai";
import fc from "fast-check";
import { matchesWildcard } from "../../../shared/internal";

/** What the wildcards mean, written down as directly as possible. */
function means(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === "";
  const behind = rest.join("");
  if (first === "*") return [...text, ""].some((_, taken) => means(behind, text.slice(taken)));
  return text !== "" && (first === "?" || first === text[0]) && means(behind, text.slice(1));
}

/** A text that counts how often one of its characters is read. */
class CountedText {
  reads = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get counted(): string {
    const count = (): void => {
      this.reads += 1;
    };
    return new Proxy(new String(this.#text), {
      get(target, property) {
        if (typeof property === "string" && /^\d+$/.test(property)) count();
        return Reflect.get(target, property) as unknown;
      },
    }) as unknown as string;
  }
}

describe("the wildcards of IAM", () => {
  const letters = (...extra: readonly string[]): fc.Arbitrary<string> =>
    fc.string({ unit: fc.constantFrom("a", "b", ":", "\n", ...extra), maxLength: 9 });

  it("match what they say, whatever the pattern and the text", () => {
    fc.assert(
      fc.property(letters("*", "*", "?"), letters("*"), (pattern, text) => {
        expect(matchesWildcard(pattern, text)).to.equal(means(pattern, text));
      }),
      { numRuns: 3000 },
    );
  });

  it("match a text made from the pattern", () => {
    const parts = fc.array(fc.tuple(letters(), fc.constantFrom("*", "?", "")), { maxLength: 6 });
    fc.assert(
      fc.property(parts, letters(), (made, taken) => {
        const pattern = made.map(([text, wildcard]) => text + wildcard).join("");
        const text = made.map(([part, wildcard]) => part + { "*": taken, "?": "x", "": "" }[wildcard]).join("");
        expect(matchesWildcard(pattern, text)).to.equal(true);
      }),
    );
  });

  it("take what regular expressions give a meaning as it is", () => {
    expect(matchesWildcard("a.c", "abc")).to.equal(false);
    expect(matchesWildcard("[ab]+$^(|)\\", "[ab]+$^(|)\\")).to.equal(true);
  });

  it("tell upper from lower case only where it counts", () => {
    expect(matchesWildcard("ecr:*LAYER*", "ecr:UploadLayerPart")).to.equal(false);
    expect(matchesWildcard("ecr:*LAYER*", "ECR:UploadLayerPart", { ignoreCase: true })).to.equal(true);
  });

  it("never take more steps than the product of both lengths, however many stars there are", () => {
    const pattern = `${"*a".repeat(40)}*b`;
    const text = new CountedText("a".repeat(2_000));
    expect(matchesWildcard(pattern, text.counted)).to.equal(false);
    expect(text.reads)
      .to.be.greaterThan(0)
      .and.at.most(pattern.length * 2_000);
  });
});
