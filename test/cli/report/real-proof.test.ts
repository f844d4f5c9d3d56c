import { expect } from "chai";
import type { AccessModel } from "../../../cli/model/access-model";
import { OPERATIONS } from "../../../cli/proof/proof";
import { proveAccessModel } from "../../../cli/proof/prove";
import type { JsonReport } from "../../../cli/report/json/json-report";
import { renderReport } from "../../../cli/report/render";
import type { CheckReport, Format } from "../../../cli/report/report";
import { HUB, MODEL, PRINCIPALS, REPOSITORIES } from "./sample-model";

const TERMINAL = { columns: 100, colors: false };
const PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** Two roles of other accounts may pull by their IAM policies; the repository policies name one of them. */
function model(): AccessModel {
  const principals = PRINCIPALS.slice(1, 3).map((principal) => ({
    ...principal,
    policies: principal.policies.map((document) => ({
      ...document,
      policy: {
        Statement: [
          { Effect: "Allow" as const, Action: "ecr:GetAuthorizationToken", Resource: "*" },
          { Effect: "Allow" as const, Action: PULL, Resource: REPOSITORIES.map(({ arn }) => arn) },
        ],
      },
    })),
  }));
  const repositories = REPOSITORIES.map((repository) => ({
    ...repository,
    policy: {
      name: `repository policy of ${repository.name}`,
      policy: {
        Statement: [{ Effect: "Allow" as const, Principal: { AWS: principals[0]?.arn ?? "" }, Action: PULL }],
      },
    },
  }));
  const keys = MODEL.keys.map((key) => ({
    ...key,
    policy: {
      ...key.policy,
      policy: {
        Statement: [
          {
            Effect: "Allow" as const,
            Principal: { AWS: `arn:aws:iam::${HUB}:root` },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      },
    },
  }));
  return { ...MODEL, principals, repositories, keys, grants: [], gaps: [] };
}

describe("reports of a real proof", () => {
  let report: CheckReport | undefined;
  before(async () => {
    report = { proof: await proveAccessModel(model()), kmsModel: "documented", findings: [], version: "0.1.0" };
  });

  async function render(format: Format): Promise<string> {
    if (report === undefined) throw new Error("no proof");
    return renderReport(format, report, TERMINAL);
  }

  it("say who cannot pull, why, and what to add", async () => {
    for (const format of ["table", "markdown", "sarif", "html"] as const) {
      const text = (await render(format)).replaceAll("&#58;", ":").replaceAll(/\s+/g, " ");
      expect(text, format).to.include("batch-pull cannot pull from orders, payments, batch/reports");
      expect(text, format).to.include("Add this statement to the repository policy of orders.");
      expect(text, format).to.include("arn:aws:iam::333333333333:role/batch-pull");
    }
  });

  it("have the proof's answers in JSON", async () => {
    const { cells } = JSON.parse(await render("json")) as JsonReport;
    let count = 0;
    for (const { operation, documented, twoWay, oneSided, principals, repositories } of cells)
      for (const principal of principals)
        for (const repository of repositories) {
          count++;
          expect(report?.proof.cell(principal, repository, operation)).to.deep.equal({ documented, twoWay, oneSided });
        }
    const pairs = (report?.proof.principals.length ?? 0) * (report?.proof.repositories.length ?? 0);
    expect(count).to.be.within(pairs, pairs * OPERATIONS.length);
  });
});
