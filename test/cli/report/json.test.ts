import { expect } from "chai";
import { jsonReport } from "../../../cli/report/json";
import type { JsonReport } from "../../../cli/report/json/json-report";
import { OPERATIONS } from "../../../cli/proof/proof";
import { expectFile } from "./expected-file";
import { hostileReport } from "./hostile-report";
import { largeReport } from "./large-report";
import { SAMPLE_PARTIES } from "./sample-parties";
import { CLEAN, SAMPLE, SAMPLE_WITH_DIFFERENCES } from "./sample-report";

async function parsed(report: typeof SAMPLE): Promise<JsonReport> {
  return JSON.parse(await jsonReport(report)) as JsonReport;
}

describe("report for programs", () => {
  it("has the documented form", async () => {
    const json = JSON.parse(await jsonReport(SAMPLE_WITH_DIFFERENCES)) as unknown;
    expectFile("report-json.txt", `${JSON.stringify(json, null, 2)}\n`);
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
    const { cells, explanations } = await parsed(SAMPLE);
    for (const { oneSided, explanation } of cells) {
      expect(explanation !== undefined).to.equal(oneSided);
      if (explanation !== undefined) expect(explanations[explanation]?.calls).not.to.equal(undefined);
    }
    expect(explanations).to.have.length(3);
  });

  it("has each explanation once, however many groups have it", async () => {
    const { proof } = SAMPLE;
    const explanation = await proof.explain(2, 0, "pull");
    const same = { ...proof, explain: () => Promise.resolve(explanation) };
    const { cells, explanations } = await parsed({ ...SAMPLE, proof: same });
    expect(explanations).to.have.length(1);
    expect(cells.filter((cell) => cell.explanation === 0)).to.have.length(3);
  });

  it("has a line for each element of its lists", async () => {
    const json = await jsonReport(SAMPLE);
    const { cells, principals, partyCells } = JSON.parse(json) as JsonReport;
    for (const each of [...cells, ...principals, ...partyCells])
      expect(json).to.include(`\n    ${JSON.stringify(each)}`);
  });

  it("lets no text of an input act on a terminal", async () => {
    expect((await jsonReport(hostileReport())).replaceAll("\n", "")).not.to.match(/[\p{Cc}\u202e]/u);
  });

  it("has the parties with what they may do, whichever model decides", async () => {
    for (const kmsModel of ["documented", "two-way"] as const) {
      const { parties, partyCells, summary } = await parsed({ ...SAMPLE, kmsModel });
      expect({ parties, partyCells }).to.deep.equal(SAMPLE_PARTIES);
      expect(summary.parties).to.deep.equal({ allowed: kmsModel === "documented" ? 3 : 1, unknown: 1 });
    }
  });

  it("tells nothing expected from nothing different", async () => {
    expect((await parsed(SAMPLE)).differences).to.equal(undefined);
    expect((await parsed(CLEAN)).differences).to.deep.equal([]);
  });
});
