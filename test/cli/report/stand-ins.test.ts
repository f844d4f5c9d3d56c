import { expect } from "chai";
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { readConfig } from "../../../cli/config/check-config";
import { OPERATIONS } from "../../../cli/proof/proof";
import { proveAccessModel } from "../../../cli/proof/prove";
import { shownStandIns } from "../../../cli/proof/shown-stand-ins";
import { readInputs } from "../../../cli/readers/read-inputs";
import { explainReport, renderReport } from "../../../cli/report/render";
import type { CheckReport } from "../../../cli/report/report";
import { explanationForPeople } from "../../../cli/report/without-stand-ins";
import { isStandInId, isStandInName, standInId } from "../../../cli/resources/computed-attributes";
import { findAll } from "../../../cli/rules/find-all";

const ROOT = join(__dirname, "../../..");
const TERMINAL = { columns: 120, colors: false };
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What is not there yet: plans of Terraform, and the topologies of the examples. */
const INPUTS = [
  ...readdirSync(join(ROOT, "test/cli/fixtures/terraform"), { withFileTypes: true })
    .map(({ name }) => join(ROOT, "test/cli/fixtures/terraform", name, "plan.json"))
    .filter((path) => existsSync(path)),
  ...readdirSync(join(ROOT, "examples"))
    .map((name) => join(ROOT, "examples", name, "topology.ts"))
    .filter((path) => existsSync(path)),
];

async function reportOn(path: string): Promise<CheckReport> {
  const proof = await proveAccessModel(await readInputs([path], { accountId: "123456789012", region: "us-east-1" }));
  const findings = findAll({ model: proof.model, proof }, readConfig({}, "none"));
  return { proof, kmsModel: "two-way", version: "0.1.0", findings };
}

function standInsIn({ proof: { model } }: CheckReport, text: string): readonly string[] {
  const names = model.principals.filter(({ name, source }) => source !== undefined && isStandInName(name, source));
  const ids = [...text.matchAll(ID)].map(([id]) => id).filter(isStandInId);
  return [...ids, ...names.map(({ name }) => name).filter((name) => text.includes(name))];
}

/** All texts of a value that are more than one word. */
function sentencesIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value.includes(" ") ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(sentencesIn) : [];
}

async function expectNoStandIns(report: CheckReport): Promise<void> {
  for (const format of ["table", "markdown", "sarif", "html"] as const)
    expect(standInsIn(report, await renderReport(format, report, TERMINAL)), format).to.deep.equal([]);
  const json = JSON.parse(await renderReport("json", report, TERMINAL)) as object;
  const said = sentencesIn({ ...json, parties: [], partyCells: [] });
  expect(
    said.flatMap((text) => standInsIn(report, text)),
    "json",
  ).to.deep.equal([]);
  const { proof } = report;
  const shown = shownStandIns(proof.model);
  for (const principal of proof.principals.keys())
    for (const operation of OPERATIONS) {
      const explanation = await proof.explain(principal, 0, operation);
      const text = explainReport(explanationForPeople(explanation, shown), "two-way", TERMINAL);
      expect(standInsIn(report, text), `${principal} ${operation}`).to.deep.equal([]);
    }
}

/** What Terraform does not know before it deploys. */
const UNKNOWN: Readonly<Record<string, object>> = {
  aws_kms_key: { arn: true, id: true, key_id: true },
  aws_ecr_repository: { arn: true, id: true, encryption_configuration: [{ kms_key: true }] },
  aws_iam_role: { arn: true, id: true, name: true },
};

/** A plan of one key, one repository and two roles, which Terraform names. */
function plan(): string {
  const resource = (type: string, name: string, values: object) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    values,
  });
  const resources = [
    resource("aws_kms_key", "main", { description: "images" }),
    resource("aws_ecr_repository", "orders", {
      name: "orders",
      encryption_configuration: [{ encryption_type: "KMS" }],
    }),
    resource("aws_iam_role", "ci", { name_prefix: "ci-", path: "/" }),
    resource("aws_iam_role", "cd", { path: "/" }),
  ];
  const reference = { references: ["aws_kms_key.main.arn", "aws_kms_key.main"] };
  const expressions = {
    encryption_configuration: [{ encryption_type: { constant_value: "KMS" }, kms_key: reference }],
    name: { constant_value: "orders" },
  };
  const folder = mkdtempSync(join(tmpdir(), "ecr-kms-stand-ins-"));
  const path = join(folder, "plan.json");
  const change = (each: { readonly values: object; readonly type: string }) => ({
    ...each,
    change: { actions: ["create"], before: null, after: each.values, after_unknown: UNKNOWN[each.type] ?? {} },
  });
  writeFileSync(
    path,
    JSON.stringify({
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: { root_module: { resources } },
      resource_changes: resources.map(change),
      configuration: {
        root_module: {
          resources: resources.map(({ values: _, ...each }) => ({
            ...each,
            expressions: each.type === "aws_ecr_repository" ? expressions : {},
          })),
        },
      },
    }),
  );
  return path;
}

describe("what stands for an id or a name that is chosen at deployment", () => {
  it("is known again, and nothing else is taken for it", () => {
    expect(isStandInId(standInId("hub#aws_kms_key.key"))).to.equal(true);
    for (const id of ["1234abcd-12ab-34cd-56ef-1234567890ab", "", "key", standInId("a").replace(/.$/, "_")])
      expect(isStandInId(id), id).to.equal(false);
  });

  for (const path of INPUTS)
    it(`is in no text for people: ${relative(ROOT, path)}`, async () => {
      await expectNoStandIns(await reportOn(path));
    });

  it("is shown as what it is", async () => {
    const path = plan();
    const report = await reportOn(path);
    await expectNoStandIns(report);
    const { proof } = report;
    const row = proof.principals.findIndex(({ source }) => source?.address === "aws_iam_role.ci");
    const shown = shownStandIns(proof.model);
    const explanation = await proof.explain(row, 0, "create-repository");
    const text = explainReport(explanationForPeople(explanation, shown), "documented", TERMINAL);
    expect(text).to.include("the role aws_iam_role.ci of this plan cannot create orders");
    expect(text).to.include(
      "kms:DescribeKey, kms:CreateGrant, kms:RetireGrant on the key aws_kms_key.main of this plan: denied",
    );
    expect(text).to.include('"the key aws_kms_key.main of this plan"');
    // Programs go on to find the key by its ARN.
    const { keyArn } = proof.repositories[0]?.encryption ?? {};
    expect(explanation.calls.map(({ call }) => call.resource)).to.include(keyArn);
  });
});
