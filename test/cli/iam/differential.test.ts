import { expect } from "chai";
import { compareEvaluators } from "./differential";

const RUNS = 2_000;

describe("the evaluator of policies, beside one that others wrote", () => {
  it("gives the same answers, but for what AWS's pages leave open", async () => {
    const { same, undecided, differences } = await compareEvaluators(RUNS, 20_261_201);
    expect(differences).to.deep.equal([]);
    expect(same + undecided).to.equal(RUNS);
    expect(undecided / RUNS).to.be.below(0.02);
  });
});
