import type { CellGroup, CallProof, OperationId, Remedy, UnusedStatement, KmsModel } from "../proof/proof";
import { explainGroups } from "./explained-groups";
import type { CheckReport } from "./report";
import { summaryOf, type Summary } from "./summary";
import { harmlessJson } from "../toolkit/text-layout";
import type { Examination } from "../doctor/examination";
import type { Gap, Input, Source } from "../model/access-model";
import type { Maybe } from "../policy/unknown";
import type { Difference } from "../expectation/expectation";
import type { RuleFinding } from "../rules/finding";

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

/**
 * What `--format json` prints. Programs may rely on it: within one `formatVersion` fields are added, and none is
 * renamed, taken away or given another meaning.
 */
export interface JsonReport {
  readonly formatVersion: 1;
  readonly tool: { readonly name: "ecr-kms"; readonly version: string };
  /** What is deployed and what is wrong with it: of `ecr-kms doctor` alone. */
  readonly examination?: Examination;
  /** Which model `summary` counts by; `cells` have the answers of both. */
  readonly kmsModel: KmsModel;
  readonly summary: Summary;
  readonly inputs: readonly Input[];
  /** The rows. Elsewhere a principal is its index in this list. */
  readonly principals: readonly JsonPrincipal[];
  /** The columns. Elsewhere a repository is its index in this list. */
  readonly repositories: readonly JsonRepository[];
  /**
   * Each of `principals` with each of `repositories` has this answer, for the same reasons. Every cell is in exactly
   * one group per operation; a cell in none has no answer, because the question does not arise.
   */
  readonly cells: readonly JsonCells[];
  readonly findings: readonly RuleFinding[];
  /** Absent when nothing was expected. */
  readonly differences?: readonly Difference[];
  /** Statements that decided nothing. */
  readonly unused: readonly UnusedStatement[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}

/** A principal. */
interface JsonPrincipal {
  readonly arn: string;
  readonly kind: "role" | "user" | "account" | "organization" | "lambda" | "service";
  readonly name: string;
  readonly accountId: string;
  readonly source?: Source;
}

/** A repository. */
interface JsonRepository {
  readonly arn: string;
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
  /** The key that encrypts it, where it is one and known. */
  readonly keyArn?: Maybe<string>;
  readonly source?: Source;
}

/** Cells with the same answer and reasons. */
interface JsonCells {
  readonly operation: OperationId;
  /** By what AWS documents. */
  readonly documented: CellGroup["cell"]["documented"];
  /** By the two-way model. */
  readonly twoWay: CellGroup["cell"]["twoWay"];
  /** Denied or unknown by either model although a document allows some of it. */
  readonly oneSided: boolean;
  readonly principals: readonly number[];
  readonly repositories: readonly number[];
  /** For one-sided cells: the reasons, given with the names of the first principal and repository. */
  readonly explanation?: JsonExplanation;
}

/** The reasons of an answer. */
interface JsonExplanation {
  readonly calls: readonly CallProof[];
  readonly notes: readonly string[];
  readonly remedies: readonly Remedy[];
}
