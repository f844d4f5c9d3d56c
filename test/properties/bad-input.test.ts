import { expect } from "chai";
import type { EntryPoint } from "./entry-points";
import { ENTRY_POINTS, withPullers } from "./entry-points";
import { malformed } from "./malformed";
import { oneWrongEach } from "./one-wrong";
import type { Outcome } from "./outcome";
import { outcomeOf } from "./outcome";

const CASES = 1_000;
const MANY = 100_000;

/** Milliseconds that one call may take. */
const LONGEST = 2_000;
const LONGEST_WITH_MANY = 5_000;

/** Lists of a hundred thousand grantees. */
const LISTS: Readonly<Record<string, (index: number) => unknown>> = {
  accounts: (index) => String(100_000_000_000 + index),
  "roles of as many accounts": (index) => `arn:aws:iam::${String(100_000_000_000 + index)}:role/ci`,
  "roles of one account": (index) => `arn:aws:iam::111111111111:role/ci-${index}`,
  "texts that are no grantees": (index) => `arn:aws:iam::${index}:rolle/ci`,
  "values that are no texts": (index) => (index % 2 === 0 ? { index } : [index]),
};

describe("input that is not what the types say", function () {
  this.timeout(300_000);

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

      for (const [what, make] of Object.entries(LISTS)) {
        it(`takes ${MANY} ${what} in seconds, and says in few words what is wrong`, () => {
          const { problems, milliseconds } = outcomeWithMany(entry, make);
          expect(problems).to.deep.equal([]);
          expect(milliseconds).to.be.below(LONGEST_WITH_MANY);
        });
      }
    });
  }
});

function complaints(what: string, { problems, milliseconds }: Outcome): readonly string[] {
  return [
    ...problems.map((problem) => `${what}: ${problem.slice(0, 500)}`),
    ...(milliseconds > LONGEST ? [`${what}: takes ${milliseconds.toFixed()} ms`] : []),
  ];
}

function outcomeWithMany(entry: EntryPoint, make: (index: number) => unknown): Outcome {
  return outcomeOf(
    entry,
    withPullers(
      entry,
      Array.from({ length: MANY }, (_, index) => make(index)),
    ),
  );
}
