import type { CellGroup } from "../proof/proof";
import { explainGroups } from "./explained-groups";
import type { JsonCells, JsonExplanation, JsonReport } from "./json-format";
import type { CheckReport } from "./report";
import { summaryOf } from "./summary";
import { harmlessJson } from "../toolkit/text-layout";

/** The report for programs: see `JsonReport`. */
export async function jsonReport(report: CheckReport): Promise<string> {
  return `${harmlessJson(await jsonData(report))}\n`;
}

async function jsonData(report: CheckReport): Promise<JsonReport> {
  const { proof, kmsModel, findings, differences, version, examination } = report;
  const { inputs, gaps } = proof.model;
  const oneSided = proof.groups.filter(({ cell }) => cell.oneSided);
  const { explained } = await explainGroups(proof, oneSided, oneSided.length);
  const reasons = new Map(explained.map(({ group, explanation }) => [group, explanation]));
  return {
    formatVersion: 1,
    tool: { name: "ecr-kms", version },
    ...(examination && { examination }),
    kmsModel,
    summary: summaryOf(report),
    inputs,
    principals: proof.principals.map(({ arn, kind, name, accountId, source }) => ({
      arn,
      kind,
      name,
      accountId,
      ...(source && { source }),
    })),
    repositories: proof.repositories.map(({ arn, name, accountId, region, encryption: { keyArn }, source }) => ({
      arn,
      name,
      accountId,
      region,
      ...(keyArn !== undefined && { keyArn }),
      ...(source && { source }),
    })),
    cells: proof.groups.map((group) => cellsOf(group, reasons.get(group))),
    findings,
    ...(differences && { differences }),
    unused: proof.unused,
    gaps,
  };
}

function cellsOf(group: CellGroup, reasons: JsonExplanation | undefined): JsonCells {
  const { operation, cell, principals, repositories } = group;
  const answer = { operation, ...cell, principals, repositories };
  if (reasons === undefined) return answer;
  const { calls, notes, remedies } = reasons;
  return { ...answer, explanation: { calls, notes, remedies } };
}
