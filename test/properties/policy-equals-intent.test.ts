import { expect } from "chai";
import { unseen } from "./coverage";
import { properties } from "./properties";
import { Tally } from "./tally";

const RUNS = 1_000;
/** Always the same topologies; `npm run properties` tries others. */
const SEED = 20_260_101;

describe(`${RUNS} random topologies`, function () {
  const tally = new Tally();

  for (const property of properties(tally)) {
    it(property.name, async () => {
      const found = await property.check({ runs: RUNS, seed: SEED });
      if (found) expect.fail(`${found.reason}\n${found.example}`);
    });
  }

  it("try every kind of principal with every operation under every model, allowed and denied", function () {
    expect(tally.topologies + tally.tooLarge).to.equal(RUNS);
    expect(tally.tooLarge).to.be.below(RUNS / 20);
    expect(unseen(tally.cells)).to.deep.equal([]);
    console.log(
      `      ${tally.topologies} topologies, ${tally.decisions} decisions of ${tally.cells.size} kinds compared with what the topology says`,
    );
  });
});
