import { expect } from "chai";
import { OperationCounter } from "../support/operations";
import type * as EntryPoints from "./entry-points";
import { ENTRY_POINTS, withPullers } from "./entry-points";
import { outcomeOf } from "./outcome";
import { IS_FULL } from "./share";

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

describe("lists of very many grantees", () => {
  let counter: OperationCounter<typeof EntryPoints>;
  before(() => {
    const anew = /^(?!.*node_modules).*[\\/](?:shared|properties)[\\/]/;
    counter = new OperationCounter<typeof EntryPoints>(require.resolve("./entry-points"), anew);
  });
  after(() => {
    counter.stop();
  });

  for (const [index, entry] of ENTRY_POINTS.entries()) {
    describe(entry.name, () => {
      for (const [what, make] of Object.entries(LISTS)) {
        it(`takes ${MANY} ${what} in a few steps each, and says in few words what is wrong`, () => {
          const pullers = Array.from({ length: MANY }, (_, at) => make(at));
          const { result, operations } = counter.count(({ ENTRY_POINTS: loaded }) =>
            outcomeOf(loaded[index] ?? entry, withPullers(entry, pullers)),
          );
          expect(result.problems).to.deep.equal([]);
          expect(operations / MANY).to.be.below(MOST_STEPS);
          // Not every entry point looks at grantees; this one shows that they are counted.
          if (entry.name === "planRegistry") expect(operations / MANY).to.be.above(1);
        });
      }
    });
  }
});
