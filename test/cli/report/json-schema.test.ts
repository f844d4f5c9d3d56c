import Ajv, { type ValidateFunction } from "ajv";
import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readConfig } from "../../../cli/config/check-config";
import { compareWithExpectation } from "../../../cli/expectation/compare-with-expectation";
import { givenExpectation } from "../../../cli/expectation/read-expectation";
import { proveAccessModel } from "../../../cli/proof/prove";
import { readInputs } from "../../../cli/readers/read-inputs";
import { jsonReport } from "../../../cli/report/json";
import { reportSchema } from "../../../cli/report/json/report-schema";
import type { CheckReport } from "../../../cli/report/report";
import { findAll } from "../../../cli/rules/find-all";
import { readJsonFile } from "../../../cli/toolkit/read-json-file";
import { HOSTILE, ILL, reportOf } from "../doctor/sample-report";
import { hostileReport } from "./hostile-report";
import { largeReport } from "./large-report";
import { CLEAN, SAMPLE, SAMPLE_WITH_DIFFERENCES } from "./sample-report";

const ROOT = join(__dirname, "../../..");

/** What programs are promised, and the same without room for a field that it does not describe. */
const published = new Ajv({ allowUnionTypes: true }).compile(reportSchema());
const complete = new Ajv({ allowUnionTypes: true }).compile(closed(reportSchema()) as object);

/** A schema by which an object has no field but those that are described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  return "properties" in parts ? { ...parts, additionalProperties: false } : parts;
}

function mistakesOf(validate: ValidateFunction, json: string): readonly unknown[] {
  validate(JSON.parse(json));
  return (validate.errors ?? []).map(({ instancePath, message, params }) => [instancePath, message, params]);
}

async function checked(report: CheckReport): Promise<void> {
  const json = await jsonReport(report);
  expect(mistakesOf(published, json)).to.deep.equal([]);
  expect(mistakesOf(complete, json)).to.deep.equal([]);
}

/** Plans and states of Terraform, and the topologies of the examples. */
const INPUTS = [
  ...readdirSync(join(ROOT, "test/cli/fixtures/terraform"), { recursive: true, encoding: "utf8" })
    .filter((path) => /(?:^|[/\\])(?:plan|state)\.json$/.test(path))
    .map((path) => join(ROOT, "test/cli/fixtures/terraform", path)),
  ...readdirSync(join(ROOT, "examples"))
    .map((name) => join(ROOT, "examples", name, "topology.ts"))
    .filter((path) => existsSync(path)),
].sort();

describe("the schema of the report for programs", () => {
  it("is the file that is published (npm run docs)", () => {
    const file = readFileSync(join(ROOT, "cli/report/schema.json"), "utf8");
    expect(JSON.parse(file)).to.deep.equal(JSON.parse(JSON.stringify(reportSchema())));
  });

  const samples: readonly (readonly [string, () => CheckReport])[] = [
    ["a report", () => SAMPLE],
    ["one with differences", () => SAMPLE_WITH_DIFFERENCES],
    ["one where all is well", () => CLEAN],
    ["one of doctor", () => reportOf(ILL)],
    ["one of doctor with hostile names", () => reportOf(HOSTILE)],
    ["one with hostile names", () => hostileReport()],
    ["a large one", () => largeReport({ principals: 20, repositories: 40, teams: 4 })],
    [
      "one of nothing",
      () => ({
        ...CLEAN,
        proof: { ...CLEAN.proof, principals: [], repositories: [], parties: [], partyCells: [], groups: [] },
      }),
    ],
    [
      "one with what is left out and assumed",
      () => ({
        ...CLEAN,
        relaxations: ["Not compared: push."],
        assumptions: [{ id: "scp", text: "none", setting: "accounts" }],
      }),
    ],
  ];
  for (const [what, report] of samples)
    it(`describes ${what}, every field of it`, async () => {
      await checked(report());
    });

  it("refuses the form of version 1", async () => {
    const { cells: _, ...rest } = JSON.parse(await jsonReport(SAMPLE)) as Record<string, unknown>;
    expect(published(rest)).to.equal(false);
    expect(published({ ...rest, cells: [], formatVersion: 1 })).to.equal(false);
    expect(published({ ...rest, cells: [{ operation: "push" }] })).to.equal(false);
  });

  for (const path of INPUTS)
    it(`describes the report of ${relative(ROOT, path)}`, async () => {
      const reading = { accountId: "123456789012", region: "us-east-1" };
      const proof = await proveAccessModel(await readInputs([path], reading));
      const expected = join(path, "..", "expected-access.json");
      const expectation = givenExpectation(existsSync(expected) ? expected : undefined, (file) =>
        readJsonFile(file, file),
      );
      await checked({
        proof,
        kmsModel: "documented",
        version: "0.1.0",
        findings: findAll({ model: proof.model, proof }, readConfig({}, "none")),
        ...(expectation && (await compareWithExpectation(proof, expectation))),
      });
    });
});
