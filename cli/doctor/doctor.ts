import type { CheckConfig } from "../config/check-config";
import { withAccounts } from "../config/with-accounts";
import { compareWithExpectation } from "../expectation/compare-with-expectation";
import type { Expectation } from "../expectation/expectation";
import type { Judgement } from "../expectation/judgement";
import { decidingModel } from "../proof/kms-model";
import { assumptionsOf } from "../proof/assumptions";
import { proveAccessModel } from "../proof/prove";
import { modelFromResources } from "../resources/model-from-resources";
import type { RuleFinding } from "../rules/finding";
import { findAll } from "../rules/find-all";
import { version } from "../toolkit/version";
import type { Deployed } from "./deployed";
import { type Examination, examinationOf } from "./examination";
import type { KmsModel, AccessProof, CellGroup } from "../proof/proof";
import { keyObstacle } from "../proof/judge-cell";
import { worldOf } from "../proof/world";

/** How what is deployed is judged. */
export interface Judging {
  readonly config: CheckConfig;
  readonly expectation?: Expectation;
  readonly kmsModel?: KmsModel;
  readonly now: Date;
  readonly onProgress?: (done: number, total: number) => void;
}

/** A report of `check`, of what is deployed, with what the doctor says in addition. */
export interface DoctorReport extends Judgement {
  readonly examination: Examination;
}

/**
 * Judges what is deployed: the state of keys, grants and repositories, and with the same proof as `check` who can do
 * what. Asks AWS nothing.
 *
 * @throws InputError for a policy in it that is none
 */
export async function judgeDeployed(deployed: Deployed, judging: Judging): Promise<DoctorReport> {
  const { config, expectation, now, onProgress } = judging;
  const model = withAccounts(modelFromResources([deployed.read]), config);
  const kmsModel = decidingModel(judging, expectation, config);
  const proof = await proveAccessModel(model, onProgress === undefined ? {} : { onProgress });
  const examination = examinationOf(deployed, now);
  const judged = { model: proof.model, proof: withoutReportedDenials(proof, examination) };
  return {
    proof,
    kmsModel,
    version,
    assumptions: assumptionsOf(proof.model),
    findings: findAll(judged, config).filter((finding) => !isReported(finding, examination)),
    ...(expectation === undefined ? {} : await compareWithExpectation(proof, expectation, kmsModel)),
    examination,
  };
}

/** What a diagnosis of the same name says of the same thing, with more to go on, is not said twice. */
function isReported({ rule, source }: RuleFinding, { diagnoses }: Examination): boolean {
  return diagnoses.some(
    ({ code, severity, subject }) => code === rule && severity === "broken" && subject === source?.address,
  );
}

/**
 * The proof as rules are to see it: without what a key denies to everybody that a diagnosis calls broken. A rule would
 * take such a denial for a policy that lacks a line, as every policy allows it.
 */
function withoutReportedDenials(proof: AccessProof, { diagnoses }: Examination): AccessProof {
  const broken = new Set(diagnoses.filter(({ severity }) => severity === "broken").map(({ subject }) => subject));
  if (broken.size === 0) return proof;
  const world = worldOf(proof.model);
  const isReported = (operation: CellGroup["operation"], index: number): boolean => {
    const repository = proof.repositories[index];
    const key = repository === undefined ? undefined : world.keyOf(repository);
    return key?.type === "customer" && broken.has(key.arn) && keyObstacle(operation, key) !== undefined;
  };
  const groups = proof.groups.flatMap((group) => {
    const repositories = group.repositories.filter((index) => !isReported(group.operation, index));
    return repositories.length === 0 ? [] : [{ ...group, repositories }];
  });
  return { ...proof, groups };
}
