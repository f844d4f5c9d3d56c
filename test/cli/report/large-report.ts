import type { Principal, Repository } from "../../../cli/model/access-model";
import type { Cell, OperationId } from "../../../cli/proof/proof";
import type { CheckReport } from "../../../cli/report/report";
import { ALLOWED, DENIED, fakeProof, NONE, ONE_SIDED, UNKNOWN } from "./fake-proof";
import { sampleExplanation } from "./sample-explanations";
import { HUB, MODEL, PRINCIPALS, REPOSITORIES } from "./sample-model";

/** How large a generated report is, and how alike its parts are. */
export interface LargeReportSize {
  readonly principals: number;
  readonly repositories: number;
  /** So many teams share the repositories: each team's principals may use its own only. */
  readonly teams: number;
}

/** A registry as large banks have it. */
export function largeReport({ principals, repositories, teams }: LargeReportSize): CheckReport {
  const [samplePrincipal] = PRINCIPALS;
  const [sampleRepository] = REPOSITORIES;
  if (samplePrincipal === undefined || sampleRepository === undefined) throw new Error("the sample is empty");
  const rows = Array.from({ length: principals }, (_, index): Principal => {
    const accountId = String(200_000_000_000 + (index % teams));
    const name = `${index % 4 === 0 ? "ci" : "cluster"}-${index}`;
    return { ...samplePrincipal, accountId, name, arn: `arn:aws:iam::${accountId}:role/${name}` };
  });
  const columns = Array.from({ length: repositories }, (_, index): Repository => {
    const name = `team-${index % teams}/service-${index}`;
    return { ...sampleRepository, name, arn: `arn:aws:ecr:eu-central-1:${HUB}:repository/${name}` };
  });
  const cell = (principal: number, repository: number, operation: OperationId): Cell => {
    if (operation === "pull-by-lambda" || operation === "create-repository") return NONE;
    if (principal % teams !== repository % teams) return DENIED;
    if (operation === "push") return principal % 4 === 0 ? ALLOWED : DENIED;
    if (operation !== "pull") return DENIED;
    if (principal % 50 === 7) return ONE_SIDED;
    return principal % 50 === 11 ? UNKNOWN : ALLOWED;
  };
  return {
    proof: fakeProof({
      model: { ...MODEL, principals: rows, repositories: columns },
      cell,
      reason: (principal, repository) => `${principal % teams === repository % teams}`,
      explain: (principal, repository, operation) => {
        const row = rows[principal];
        const column = columns[repository];
        if (row === undefined || column === undefined) throw new Error("no such cell");
        return sampleExplanation(row, column, operation, cell(principal, repository, operation));
      },
    }),
    kmsModel: "documented",
    findings: [],
    version: "0.1.0",
  };
}
