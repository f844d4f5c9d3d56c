import { expect } from "chai";
import { proveAccessModel } from "../../../../cli/proof/prove";
import { misreadModel } from "./compare";
import { MISREADINGS } from "./misreadings";
import { searchRandomSets } from "./run";

const SETS = 60;
const SEED = 20_261_204;
const MOST_OPEN = 0.02;

describe("the proof for every principal", () => {
  it("shows whoever has access, and nobody who has none", async () => {
    const { answers, witnesses, unknown, ...wrong } = await searchRandomSets(SETS, SEED);
    expect(wrong).to.deep.include({ hidden: [], unfounded: [], unexplained: [], undecided: 0 });
    expect(witnesses).to.be.above(SETS);
    expect(unknown.open / answers).to.be.at.most(MOST_OPEN);
  });

  for (const mistake of ["IfExists is not seen", "a Deny is not seen", "Like compares as Equals does"]) {
    it(`would be found wrong if ${mistake}`, async () => {
      const misread = MISREADINGS[mistake];
      if (misread === undefined) throw new Error(`no such mistake: ${mistake}`);
      for (let round = 0; round < 40; round++) {
        const { hidden, unfounded } = await searchRandomSets(5, SEED + round, {
          prove: async ({ model }) => proveAccessModel(misreadModel(model, misread)),
        });
        if (hidden.length + unfounded.length > 0) return;
      }
      expect.fail("nothing was found");
    });
  }
});
