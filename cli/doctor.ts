/**
 * What is wrong with live repositories, for programs: the same as `ecr-kms doctor`, as a function.
 *
 * @module ecr-kms-cli/doctor
 */
import { resolve } from "node:path";
import { connect } from "./toolkit/aws/connect";
import { findCell } from "./proof/find-cell";
import { readConfig } from "./config/check-config";
import type { Diagnosis } from "./doctor/diagnosis";
import { judgeDeployed } from "./doctor/doctor";
import type { Examination } from "./doctor/examination";
import { readDeployed } from "./doctor/read/read-deployed";
import { givenExpectation } from "./expectation/read-expectation";
import type { Difference, Expectation } from "./expectation/expectation";
import { verdictOf } from "./proof/kms-model";
import type { AccessProof, Explanation, OperationId, Verdict } from "./proof/proof";
import { readJsonFile } from "./toolkit/read-json-file";
import type { RuleFinding } from "./rules/finding";
import type { KmsModel } from "./proof/proof";

/** How repositories are examined. */
export interface ExamineOptions {
  /** A profile of the AWS configuration files. @default - what the environment says */
  readonly profile?: string;
  /** The Region of repositories that are named without ARN. @default - what the profile or the environment says */
  readonly region?: string;
  /** Credentials for other accounts: profiles, or ARNs of roles to assume. @default - none */
  readonly also?: readonly string[];
  /**
   * Names or ARNs of roles and users to ask about, besides those that policies name, and the caller.
   *
   * @default - none
   */
  readonly principals?: readonly string[];
  /** Intended access: as data, or the path of a file with it. @default - nothing is expected */
  readonly expect?: string | Expectation;
  /** The path of a configuration file. @default - none */
  readonly config?: string;
  /** Which account of ECR and KMS decides. @default - what the expectation says, else "documented" */
  readonly kmsModel?: KmsModel;
  /** What paths are relative to. @default - the current folder */
  readonly folder?: string;
  /** Called, while AWS is asked, with what is being read. @default - nothing is called */
  readonly onProgress?: (line: string) => void;
}

/** What was found. */
export interface Examined {
  /** What is broken, at risk or good to know, the worst first; what could not be read is among it. */
  readonly diagnoses: readonly Diagnosis[];
  /** What is deployed: keys, repositories, states, numbers of grants. */
  readonly examination: Examination;
  /** What differs from the intended access; empty when nothing does. */
  readonly differences: readonly Difference[];
  /** What the intended access leaves out or accepts, each in a sentence. */
  readonly relaxations: readonly string[];
  /** What the rules of `check` found in what is deployed. */
  readonly findings: readonly RuleFinding[];
  /** The whole proof: every principal, repository and answer. */
  readonly proof: AccessProof;
  /**
   * Whether somebody can do something, as policies say: a disabled key stops even those who may.
   *
   * @param principal - ARN, name, or account id.
   * @throws InputError for a principal or repository that was not read
   */
  readonly can: (principal: string, operation: OperationId, repository: string) => Verdict;
  /** All that led to an answer. @throws InputError as `can` does */
  readonly explain: (principal: string, operation: OperationId, repository: string) => Promise<Explanation>;
}

/**
 * Reads live repositories with their keys, grants and policies, says what is wrong, and proves who can push and pull.
 * Changes nothing: its clients can only ask.
 *
 * @param repositories - Names, or ARNs for other accounts and Regions.
 * @throws InputError with everything that is wrong with what was asked, or that AWS refuses
 * @example
 * const { diagnoses, can } = await examine(["orders"], { profile: "hub" });
 * const broken = diagnoses.filter(({ severity }) => severity === "broken");
 */
export async function examine(repositories: readonly string[], options: ExamineOptions = {}): Promise<Examined> {
  const { folder = process.cwd(), principals = [], expect, kmsModel, onProgress = () => undefined } = options;
  const file = (path: string): unknown => readJsonFile(resolve(folder, path), path);
  const config = readConfig(options.config === undefined ? {} : file(options.config), options.config ?? "config");
  const expectation = givenExpectation(expect, file);
  const deployed = await readDeployed(await connect(options), { repositories, principals }, onProgress);
  const report = await judgeDeployed(deployed, {
    config,
    now: new Date(),
    ...(expectation === undefined ? {} : { expectation }),
    ...(kmsModel === undefined ? {} : { kmsModel }),
  });
  const { proof, findings, differences = [], relaxations = [], examination } = report;
  const find = (principal: string, operation: OperationId, repository: string): ReturnType<typeof findCell> =>
    findCell(proof, [principal, repository, operation]);
  return {
    diagnoses: examination.diagnoses,
    examination,
    differences,
    relaxations,
    findings,
    proof,
    can: (...question) => {
      const place = find(...question);
      const cell = proof.cell(place.principal, place.repository, place.operation);
      return verdictOf(cell, report.kmsModel);
    },
    explain: async (...question) => {
      const place = find(...question);
      return proof.explain(place.principal, place.repository, place.operation);
    },
  };
}

export type { Diagnosis, Difference, Examination, Expectation, Explanation, OperationId, RuleFinding, Verdict };
export { InputError, type Problem } from "./toolkit/input-error";
