import { expect } from "chai";
import type * as EntryPoints from "./entry-points";
import type { EntryPoint } from "./entry-points";
import { ENTRY_POINTS, withPullers } from "./entry-points";
import { OperationCounter } from "../support/operations";
import { malformed } from "./malformed";
import { IS_FULL } from "./share";
import { oneWrongEach } from "./one-wrong";
import type { Outcome } from "./outcome";
import { outcomeOf } from "./outcome";

const CASES = 1_000;
/** `npm run test:properties` takes as many as the largest list that anybody may have. */
const MANY = IS_FULL ? 100_000 : 10_000;

/** Steps that a call may take for each grantee of many, as `OperationCounter` counts them; a look at every other one would be as many as there are. */
const MOST_STEPS = 1_000;

/** Lists of many grantees. */
const LISTS: Readonly<Record<string, (index: number) => unknown>> = {
  accounts: (index) => String(100_000_000_000 + index),
  "roles of as many accounts": (index) => `arn:aws:iam::${String(100_000_000_000 + index)}:role/ci`,
  "roles of one account": (index) => `arn:aws:iam::111111111111:role/ci-${index}`,
  "texts that are no grantees": (index) => `arn:aws:iam::${index}:rolle/ci`,
  "values that are no texts": (index) => (index % 2 === 0 ? { index } : [index]),
};

describe("input that is not what the types say", function () {
  let counter: OperationCounter<typeof EntryPoints>;
  before(() => {
    counter = new OperationCounter<typeof EntryPoints>(
      require.resolve("./entry-points"),
      /[\\/](?:shared|properties)[\\/](?!.*node_modules)/,
    );
  });
  after(() => {
    counter.stop();
  });

  for (const [index, entry] of ENTRY_POINTS.entries()) {
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
        it(`takes ${MANY} ${what} in a few steps each, and says in few words what is wrong`, () => {
          const input = withMany(entry, make);
          const { result, operations } = counter.count(({ ENTRY_POINTS: all }) =>
            outcomeOf(all[index] ?? entry, input),
          );
          expect(result.problems).to.deep.equal([]);
          expect(operations / MANY).to.be.within(1, MOST_STEPS);
        });
      }
    });
  }
});

function complaints(what: string, { problems }: Outcome): readonly string[] {
  return problems.map((problem) => `${what}: ${problem.slice(0, 500)}`);
}

function withMany(entry: EntryPoint, make: (index: number) => unknown): unknown {
  return withPullers(
    entry,
    Array.from({ length: MANY }, (_, index) => make(index)),
  );
}
