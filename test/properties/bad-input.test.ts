import { expect } from "chai";
import { ENTRY_POINTS } from "./entry-points";
import { malformed } from "./malformed";
import { oneWrongEach } from "./one-wrong";
import type { Outcome } from "./outcome";
import { outcomeOf } from "./outcome";

const CASES = 1_000;

describe("input that is not what the types say", function () {
  for (const entry of ENTRY_POINTS) {
    describe(entry.name, () => {
      it("accepts what the cases are made of", () => {
        expect(outcomeOf(entry, entry.base)).to.deep.include({ refused: false, problems: [] });
      });

      it("refuses every wrong value in every place with a PolicyError, or plans whole documents", () => {
        const problems = [...oneWrongEach(entry.base)].flatMap(({ what, input }) =>
          complaints(what, outcomeOf(entry, input)),
        );
        expect(problems.slice(0, 10)).to.deep.equal([]);
      });

      it(`does so with ${CASES} configurations that are wrong in several places`, () => {
        const outcomes = Array.from({ length: CASES }, (_, seed) => outcomeOf(entry, malformed(entry.base, seed)));
        const problems = outcomes.flatMap((outcome, seed) => complaints(`case ${seed}`, outcome));
        expect(problems.slice(0, 10)).to.deep.equal([]);
        expect(outcomes.filter(({ refused }) => refused).length).to.be.greaterThan(CASES / 2);
      });
    });
  }
});

function complaints(what: string, { problems }: Outcome): readonly string[] {
  return problems.map((problem) => `${what}: ${problem.slice(0, 500)}`);
}
