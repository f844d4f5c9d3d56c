import fc from "fast-check";
import { expect } from "chai";
import { athenaQuery } from "../../../../cli/audit/athena/athena-query";
import { QUESTIONS } from "../../../../cli/audit/question";
import { localRows, sorted } from "../questions/local-rows";
import { randomAsked, randomEvents } from "../questions/random-events";
import { AthenaInDuckDb, TABLE } from "./athena-in-duckdb";

/** More of them: `RUNS=500 npx mocha …`. */
const RUNS = Number(process.env["RUNS"] ?? 5);

describe("the query for Athena and the logs, on random events", function () {
  let engine: AthenaInDuckDb;
  before(async () => {
    engine = await AthenaInDuckDb.start();
  });
  after(() => engine.stop());

  for (const id of QUESTIONS) {
    it(`give the same rows: ${id}`, async () => {
      let found = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(randomAsked(id), { minLength: 2, maxLength: 2 }),
          randomEvents,
          async (askings, events) => {
            await engine.fill(events);
            for (const asked of askings) {
              const rows = await engine.rows(athenaQuery(asked, TABLE, engine.dialect));
              found += rows.length;
              expect(sorted(rows), JSON.stringify(asked)).to.deep.equal(sorted(localRows(asked, events)));
            }
          },
        ),
        { numRuns: RUNS },
      );
      expect(found).to.be.greaterThan(0);
    });
  }
});
