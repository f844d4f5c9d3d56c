import type { Problem } from "../toolkit/input-error";
import type { Deployed, DeployedKey, DeployedRepository, KeyState } from "./deployed";
import type { Diagnosis } from "./diagnosis";
import { diagnose } from "./diagnose/diagnose";
import { grantCount, grantsByRepository, grantsKnown } from "./diagnose/ecr-grants";

/** What is deployed and what is wrong with it, as every format of the report shows it. */
export interface Examination {
  /** When it was read: ISO 8601, UTC. */
  readonly readAt: string;
  /** The worst first. */
  readonly diagnoses: readonly Diagnosis[];
  /** The repositories that were read. */
  readonly repositories: readonly ExaminedRepository[];
  /** Their keys. */
  readonly keys: readonly ExaminedKey[];
  /** What could not be read: in `diagnoses`, too. */
  readonly unread: readonly Problem[];
}

/** A repository with the number of grants that ECR has for it. */
export interface ExaminedRepository extends DeployedRepository {
  /** Absent where they are not known, and where there is no key. */
  readonly ecrGrants?: number;
}

/** A key with the number of its grants. */
export interface ExaminedKey extends Omit<DeployedKey, "state" | "grants" | "repositoriesOfAccounts"> {
  /** Absent where it is not known. */
  readonly state?: KeyState;
  /** Of ECR and of others; absent where they are not known. */
  readonly grants?: number;
}

/** Judges what is deployed. */
export function examinationOf(deployed: Deployed, now: Date): Examination {
  const { readAt, repositories, keys, unread } = deployed;
  return {
    readAt,
    diagnoses: diagnose(deployed, now),
    repositories: examinedRepositories(repositories, keys),
    keys: keys.map(examinedKey),
    unread,
  };
}

/** Whether images can be neither lost nor stuck, as far as that was read. */
export function verdictOf({ diagnoses }: Examination): "broken" | "not known" | "healthy" {
  if (diagnoses.some(({ severity }) => severity === "broken")) return "broken";
  return diagnoses.some(({ code }) => DECIDES.includes(code)) ? "not known" : "healthy";
}

/** Without these nobody can say that images are fine. */
const DECIDES: readonly string[] = ["state-not-read", "grants-not-read"];

function examinedRepositories(
  repositories: readonly DeployedRepository[],
  keys: readonly DeployedKey[],
): readonly ExaminedRepository[] {
  const grants = new Map(keys.filter(grantsKnown).map((key) => [key.arn, grantsByRepository(key)]));
  return repositories.map((repository) => {
    const ofKey = grants.get(repository.keyArn ?? "");
    return ofKey === undefined ? repository : { ...repository, ecrGrants: ofKey.get(repository.arn)?.length ?? 0 };
  });
}

function examinedKey(key: DeployedKey): ExaminedKey {
  const { state, grants: _grants, repositoriesOfAccounts: _repositories, ...rest } = key;
  const count = grantCount(key);
  return {
    ...rest,
    ...(typeof state === "string" ? { state } : {}),
    ...(count === undefined ? {} : { grants: count }),
  };
}
