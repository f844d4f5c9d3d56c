import { expect } from "chai";
import fc from "fast-check";
import { propertySeed, SEED } from "../support/property-seed";

describe("the seed of properties", () => {
  it("is the same in every run and every worker, unless another one is asked for", () => {
    const asked = process.env["PROPERTY_SEED"];
    const { seed } = fc.readConfigureGlobal();
    expect(seed).to.be.a("number");
    if (asked !== "random") expect(seed).to.equal(propertySeed(process.env));
    if (asked === undefined) expect(seed).to.equal(SEED);
    const values = (): readonly number[] => {
      const seen: number[] = [];
      fc.assert(
        fc.property(fc.integer(), (value) => void seen.push(value)),
        { numRuns: 5 },
      );
      return seen;
    };
    expect(values()).to.deep.equal(values());
  });

  it("is taken from PROPERTY_SEED", () => {
    expect(propertySeed({})).to.equal(SEED);
    expect(propertySeed({ PROPERTY_SEED: "7" })).to.equal(7);
    expect(propertySeed({ PROPERTY_SEED: "random" })).to.be.within(0, 0x7fffffff);
  });

  for (const asked of ["", "-1", "1.5", "seven", "2147483648"]) {
    it(`cannot be ${JSON.stringify(asked)}`, () => {
      expect(() => propertySeed({ PROPERTY_SEED: asked })).to.throw("PROPERTY_SEED is");
    });
  }
});
