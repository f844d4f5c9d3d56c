import type { CellGroup } from "../proof/proof";
import { harmlessJsonText } from "../toolkit/text-layout";
import { everybodyElse } from "./everybody-else";
import { explainGroups } from "./explained-groups";
import type { JsonReport } from "./json/json-report";
import type { CheckReport } from "./report";
import { summaryOf } from "./summary";

/**
 * The report for programs: see `JsonReport`. Each element of its lists is one line, so that a million cells stay small
 * and two reports can be compared line by line.
 */
export async function jsonReport(report: CheckReport): Promise<string> {
  const members = Object.entries(await jsonData(report)).map(
    ([name, value]) => `  ${JSON.stringify(name)}: ${memberText(value)}`,
  );
  return `${harmlessJsonText(`{\n${members.join(",\n")}\n}`)}\n`;
}

function memberText(value: unknown): string {
  if (!Array.isArray(value)) return JSON.stringify(value, null, 2).replaceAll("\n", "\n  ");
  if (value.length === 0) return "[]";
  return `[\n${value.map((each) => `    ${JSON.stringify(each)}`).join(",\n")}\n  ]`;
}

async function jsonData(report: CheckReport): Promise<JsonReport> {
  const { proof, kmsModel, findings, differences, relaxations, assumptions, version, examination } = report;
  const { inputs, gaps } = proof.model;
  const claim = everybodyElse(report);
  const { explanations, indexOf } = await explained(report);
  return {
    formatVersion: 2,
    tool: { name: "ecr-kms", version },
    ...(examination && { examination }),
    kmsModel,
    summary: summaryOf(report),
    ...(claim && { everybodyElse: claim }),
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
    cells: proof.groups.map((group) => cellsOf(group, indexOf.get(group))),
    parties: proof.parties,
    partyCells: proof.partyCells,
    explanations,
    findings,
    ...(differences && { differences }),
    ...(relaxations && { relaxations }),
    ...(assumptions && { assumptions }),
    unused: proof.unused,
    gaps,
  };
}

function cellsOf(group: CellGroup, explanation: number | undefined): JsonReport["cells"][number] {
  const { operation, cell, principals, repositories } = group;
  const { documented, twoWay, oneSided } = cell;
  const answer = { operation, documented, twoWay, oneSided, principals, repositories };
  return explanation === undefined ? answer : { ...answer, explanation };
}

/** The reasons of one-sided cells, each once however many groups have them. */
async function explained({ proof }: CheckReport): Promise<{
  readonly explanations: JsonReport["explanations"];
  readonly indexOf: ReadonlyMap<CellGroup, number>;
}> {
  const oneSided = proof.groups.filter(({ cell }) => cell.oneSided);
  const { explained: groups } = await explainGroups(proof, oneSided, oneSided.length);
  const numbers = new Map<string, number>();
  const explanations: JsonReport["explanations"][number][] = [];
  const indexOf = new Map<CellGroup, number>();
  for (const { group, explanation } of groups) {
    const { calls, notes, remedies } = explanation;
    const text = JSON.stringify([calls, notes, remedies]);
    const number = numbers.get(text) ?? explanations.length;
    if (number === explanations.length) explanations.push({ calls, notes, remedies });
    numbers.set(text, number);
    indexOf.set(group, number);
  }
  return { explanations, indexOf };
}
