import { expect } from "chai";
import { athenaQuery } from "../../../../cli/audit/athena/athena-query";
import type { Asked } from "../../../../cli/audit/question";
import { EVENTS } from "../fixtures/events";
import { ASKINGS } from "../questions/askings";
import { localRows, sorted } from "../questions/local-rows";
import { AthenaInDuckDb, TABLE } from "./athena-in-duckdb";

describe("the query for Athena, run on an engine", () => {
  let engine: AthenaInDuckDb;
  before(async () => {
    engine = await AthenaInDuckDb.start();
    await engine.fill(EVENTS);
  });
  after(() => engine.stop());

  for (const asked of ASKINGS) {
    it(`answers as the logs do: ${describeAsked(asked)}`, async () => {
      const rows = await engine.rows(athenaQuery(asked, TABLE, engine.dialect));
      expect(sorted(rows)).to.deep.equal(sorted(localRows(asked, EVENTS)));
      expect(rows.length, "no row twice").to.equal(sorted(rows).length);
    });
  }
});

function describeAsked({ id, ...narrowed }: Asked): string {
  return [id, ...Object.entries(narrowed).map(([name, value]) => `${name} ${value}`)].join(", ");
}
