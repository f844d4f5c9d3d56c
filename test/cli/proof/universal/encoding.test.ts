import { expect } from "chai";
import { compareEncoding } from "./compare";
import { Finder } from "./finder";
import { MISREADINGS } from "./misreadings";

const SETS = 60;
const SEED = 20_261_203;

describe("the policies of AWS as sentences for a solver", () => {
  let finder: Finder;
  before(async () => {
    finder = await Finder.start();
  });
  after(async () => {
    await finder.end();
  });

  it("let through the requests that two evaluators let through, and no others", async () => {
    const { allowed, denied, open, differences } = await compareEncoding(finder, SETS, SEED);
    expect(differences).to.deep.equal([]);
    expect(allowed).to.be.above(SETS / 4);
    expect(denied).to.be.above(SETS / 4);
    expect(open).to.be.below(SETS / 10);
  });

  for (const [mistake, misread] of Object.entries(MISREADINGS))
    it(`differ where ${mistake}`, async () => {
      for (let round = 0; round < 30; round++)
        if ((await compareEncoding(finder, 20, SEED + round, misread)).differences.length > 0) return;
      expect.fail("nothing was found");
    });
});
