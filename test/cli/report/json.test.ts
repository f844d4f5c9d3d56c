import { expect } from "chai";
import { jsonReport } from "../../../cli/report/json";
import type { JsonReport } from "../../../cli/report/json";
import { OPERATIONS } from "../../../cli/proof/proof";
import { expectFile } from "./expected-file";
import { largeReport } from "./large-report";
import { CLEAN, SAMPLE, SAMPLE_WITH_DIFFERENCES } from "./sample-report";

async function parsed(report: typeof SAMPLE): Promise<JsonReport> {
  return JSON.parse(await jsonReport(report)) as JsonReport;
}

describe("report for programs", () => {
  it("has the documented form", async () => {
    expectFile("report-json.txt", await jsonReport(SAMPLE_WITH_DIFFERENCES));
  });

  it("has every cell that has an answer exactly once", async () => {
    for (const report of [SAMPLE, largeReport({ principals: 12, repositories: 30, teams: 3 })]) {
      const { cells, principals, repositories } = await parsed(report);
      const answers = new Map<string, unknown>();
      for (const { operation, documented, twoWay, oneSided, principals: rows, repositories: columns } of cells)
        for (const row of rows)
          for (const column of columns) {
            const key = `${row} ${column} ${operation}`;
            expect(answers.has(key)).to.equal(false);
            answers.set(key, { documented, twoWay, oneSided });
          }
      for (const row of principals.keys())
        for (const column of repositories.keys())
          for (const operation of OPERATIONS) {
            const cell = report.proof.cell(row, column, operation);
            expect(answers.get(`${row} ${column} ${operation}`)).to.deep.equal(
              cell.documented === "none" ? undefined : cell,
            );
          }
    }
  });

  it("explains one-sided answers, and no others", async () => {
    const { cells } = await parsed(SAMPLE);
    for (const { oneSided, explanation } of cells) expect(explanation !== undefined).to.equal(oneSided);
  });

  it("tells nothing expected from nothing different", async () => {
    expect((await parsed(SAMPLE)).differences).to.equal(undefined);
    expect((await parsed(CLEAN)).differences).to.deep.equal([]);
  });
});
