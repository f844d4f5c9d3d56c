import { expect } from "chai";
import { join } from "node:path";
import type { Log, Result, Run } from "sarif";
import type { CheckReport } from "../../../cli/report/report";
import { sarifReport } from "../../../cli/report/sarif";
import type { RuleFinding } from "../../../cli/rules/finding";
import { expectFile } from "./expected-file";
import { CLEAN, FINDINGS, SAMPLE, SAMPLE_WITH_DIFFERENCES } from "./sample-report";

async function runOf(report: CheckReport): Promise<Run> {
  const log = JSON.parse(await sarifReport(report)) as Log;
  const [run] = log.runs;
  if (run === undefined) throw new Error("no run");
  return run;
}

function uriOf(result: Result | undefined): string | undefined {
  return result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri;
}

describe("report for code scanning", () => {
  it("has differences, denials that look like mistakes, findings and what is suppressed", async () => {
    expectFile("report-sarif.txt", await sarifReport(SAMPLE_WITH_DIFFERENCES));
  });

  it("reports findings of one-sided access once, with what fixes them", async () => {
    const [finding] = FINDINGS as [RuleFinding];
    const oneSided: RuleFinding = { ...finding, rule: "one-sided-access", severity: "medium", suppressed: "OPS-7" };
    const { results = [], tool } = await runOf({ ...SAMPLE, findings: [oneSided] });
    const shown = results.map(({ ruleId, level, message, suppressions }) => [
      ruleId,
      level,
      message.text?.split(".")[0],
      suppressions?.[0]?.justification,
    ]);
    expect(shown).to.deep.equal([
      ["one-sided-access", "warning", "batch-pull cannot pull from orders", "OPS-7"],
      ["one-sided-access", "warning", "By the two-way model, batch-pull cannot pull from batch/reports", "OPS-7"],
      ["one-sided-access", "warning", "Lambda in 222222222222 cannot pull from payments", "OPS-7"],
    ]);
    expect(tool.driver.rules?.map(({ id }) => id)).to.deep.equal(["one-sided-access"]);
  });

  it("names each rule once, and each result's rule", async () => {
    const { tool, results = [] } = await runOf(SAMPLE_WITH_DIFFERENCES);
    const ids = tool.driver.rules?.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).to.equal(ids.length);
    expect(results.map(({ ruleIndex = -1 }) => ids[ruleIndex])).to.deep.equal(results.map(({ ruleId }) => ruleId));
  });

  it("has neither rules nor results where all is well", async () => {
    const { tool, results } = await runOf(CLEAN);
    expect([tool.driver.rules, results]).to.deep.equal([[], []]);
  });

  it("gives each severity its level and score", async () => {
    const { tool } = await runOf({ ...SAMPLE, proof: CLEAN.proof });
    const shown = tool.driver.rules?.map(({ id, defaultConfiguration, properties }): readonly unknown[] => [
      id,
      defaultConfiguration?.level,
      properties?.["security-severity"],
    ]);
    expect(shown).to.deep.equal([
      ["key-open-to-everyone", "error", "9.5"],
      ["key-not-protected", "error", "8.0"],
      ["scan-on-push", "warning", "5.5"],
      ["lifecycle-policy", "note", "2.0"],
      ["tag-mutability", "warning", "5.5"],
    ]);
  });

  it("keeps a result's fingerprint when others come and its message is told in other words", async () => {
    const [finding, ...others] = FINDINGS as [RuleFinding, ...RuleFinding[]];
    const before = await runOf({ ...CLEAN, findings: [finding] });
    const after = await runOf({ ...CLEAN, findings: [...others, { ...finding, message: "Other words." }] });
    expect(after.results?.at(-1)?.partialFingerprints).to.deep.equal(before.results?.[0]?.partialFingerprints);
    const all = (await runOf(SAMPLE_WITH_DIFFERENCES)).results ?? [];
    expect(new Set(all.map((it) => JSON.stringify(it.partialFingerprints))).size).to.equal(all.length);
  });

  const inputs: readonly (readonly [string, string])[] = [
    ["./deploy/plan.json", "deploy/plan.json"],
    ["cdktf.out#hub", "cdktf.out"],
    ["my plans/größe.json", "my%20plans/gr%C3%B6%C3%9Fe.json"],
    [join(process.cwd(), "deploy", "plan.json"), "deploy/plan.json"],
    ["/elsewhere/plan.json", "file:///elsewhere/plan.json"],
  ];
  for (const [input, uri] of inputs)
    it(`locates ${input} at ${uri}`, async () => {
      const [finding] = FINDINGS as [RuleFinding];
      const run = await runOf({ ...CLEAN, findings: [{ ...finding, source: { input, address: "aws_kms_key.key" } }] });
      expect(uriOf(run.results?.[0])).to.equal(uri);
    });
});
