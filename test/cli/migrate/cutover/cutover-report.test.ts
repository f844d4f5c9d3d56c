import { expect } from "chai";
import type { CutoverCheck } from "../../../../cli/migrate/cutover/check-cutover";
import { cutoverJson } from "../../../../cli/migrate/cutover/cutover-json";
import { cutoverReport } from "../../../../cli/migrate/cutover/cutover-report";
import { resourceLabel, string } from "../../../../cli/migrate/cutover/hcl";
import { pulumiChanges } from "../../../../cli/migrate/cutover/pulumi-changes";
import { terraformChanges } from "../../../../cli/migrate/cutover/terraform-changes";
import type { MigrationPlan } from "../../../../cli/migrate/migration-plan";
import { planMigration } from "../../../../cli/migrate/plan/plan-migration";
import { expectFile } from "../expected-file";
import { fakeAws } from "../fake-aws";
import { digestOf, fullRegistry, KEY, sampleImages } from "../sample-registry";

describe("the report of a cutover", () => {
  let plan: MigrationPlan;
  let check: CutoverCheck;

  before(async () => {
    const { sessions } = fakeAws(fullRegistry(sampleImages()));
    const now = (): Date => new Date("2026-02-01T08:00:00Z");
    plan = await planMigration(sessions, { repository: "orders", key: KEY }, { now });
    check = { plan, ready: true, differences: [], checkedAt: "2026-02-02T08:00:00.000Z", recentPulls: [] };
  });

  it("says what to change, when it is ready", () => {
    expectFile("cutover-ready.txt", cutoverReport(check, { columns: 100, colors: false }));
  });

  it("says what differs, and nothing to switch with, when it is not", () => {
    const report = cutoverReport(
      {
        ...check,
        ready: false,
        differences: [
          {
            where: "source",
            kind: "pushed",
            message: "2.0 (sha256:000000000000) was pushed at 2026-02-01T09:00:00.000Z and is not in the plan",
          },
          { where: "destination", kind: "missing", message: "1.0 (sha256:111111111111) is missing" },
        ],
        recentPulls: [{ digest: digestOf("x"), tags: ["1.0"], at: "2026-02-02T07:00:00.000Z" }],
      },
      { columns: 100, colors: false },
    );
    expectFile("cutover-not-ready.txt", report);
    expect(report).not.to.include("terraform");
  });

  it("says the same to programs", () => {
    expectFile("cutover-ready.json", cutoverJson(check));
  });

  it("imports and lets go of the same resources, in both toolchains", () => {
    const { resources, removed, commands } = terraformChanges(plan);
    expect(resources.match(/^import \{/gm)).to.have.length(3);
    expect(removed.match(/destroy = false/g)).to.have.length(3);
    expect(commands).to.have.length(6);
    expect(resources).to.include("$${aws:RequestTag/team}");
    expect(pulumiChanges(plan).resources.match(/import: "orders-kms"/g)).to.have.length(3);
  });

  it("writes texts and names so that Terraform takes them literally", () => {
    expect(string('a"b${c}%{d}\n')).to.equal('"a\\"b$${c}%%{d}\\n"');
    expect(resourceLabel("1team/orders.v2")).to.equal("_1team_orders_v2");
  });
});
