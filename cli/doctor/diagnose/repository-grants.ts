import type { Deployed, DeployedGrant, DeployedKey, DeployedRepository } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import {
  ecrGrants,
  GRANTS_PER_REPOSITORY,
  grantsByRepository,
  grantsKnown,
  isYoung,
  missingOperations,
  repositoryOf,
} from "./ecr-grants";
import { keyName, kmsCommand, migrateCommand, PAGES } from "./words";

const NO_WAY_BACK =
  "AWS documents no way to make ECR's grants again for a repository that exists: not by an API of ECR, and not by creating grants yourself.";

/** The grants that ECR made for each repository: whether both are there, for this repository, with what ECR needs. */
export function repositoryGrants(deployed: Deployed, now: Date): readonly Diagnosis[] {
  const known = deployed.keys.filter((key) => key.isGone !== true && grantsKnown(key));
  const keys = new Map(known.map((key) => [key.arn, { key, grants: grantsByRepository(key) }]));
  return deployed.repositories.flatMap((repository) => {
    const found = keys.get(repository.keyArn ?? "");
    if (found === undefined) return [];
    const { key, grants } = found;
    const own = grants.get(repository.arn) ?? [];
    return [...tooFew(repository, key, own, now), ...tooNarrow(repository, key, own), ...tooMany(repository, key, own)];
  });
}

function tooFew(
  repository: DeployedRepository,
  key: DeployedKey,
  own: readonly DeployedGrant[],
  now: Date,
): readonly Diagnosis[] {
  if (own.length >= GRANTS_PER_REPOSITORY) return [];
  const { name, arn, createdAt } = repository;
  const found = own.length === 0 ? "neither of ECR's two grants" : "only one of ECR's two grants";
  const common = { subject: arn, see: PAGES.encryption };
  if (isYoung(createdAt, now)) {
    return [
      {
        ...common,
        code: "grants-not-visible-yet",
        severity: "note",
        message: `The key ${keyName(key)} shows ${found} for repository ${name}, which is less than five minutes old: KMS may show new grants late.`,
        remedy: "Run this again in five minutes.",
        see: PAGES.grants,
      },
    ];
  }
  return [
    {
      ...common,
      code: own.length === 0 ? "grants-missing" : "grant-missing",
      severity: "broken",
      message: `The key ${keyName(key)} has ${found} for repository ${name}: ${own.length === 0 ? "they were" : "the other was"} revoked or retired. ${effect(own)}${elsewhere(repository, key)}`,
      remedy: `${NO_WAY_BACK} Find out who revoked (CloudTrail: RevokeGrant, RetireGrant), and move to a new repository: its creation makes new grants. What cannot be pulled any more has to be pushed again from its build. AWS Support may know more.`,
      commands: [kmsCommand("list-grants", key), migrateCommand(repository)],
      certainty:
        own.length === 0
          ? "The effect is documented; that there is no way back is the absence of any documented one."
          : "What each of the two grants is for is not documented; that ECR needs both follows from its making both.",
    },
  ];
}

function effect(own: readonly DeployedGrant[]): string {
  return own.length === 0
    ? "ECR can neither encrypt images that are pushed nor decrypt those that are pulled."
    : "ECR may fail to encrypt images that are pushed or to decrypt those that are pulled.";
}

/** Grants for a repository of this name in another place: somebody looked at the wrong one, or copied a key. */
function elsewhere({ name, arn }: DeployedRepository, key: DeployedKey): string {
  const others = ecrGrants(key).map(repositoryOf);
  const same = others.filter((other) => other !== undefined && other !== arn && other.endsWith(`:repository/${name}`));
  const [first] = same;
  return first === undefined ? "" : ` There are grants for another repository of this name: ${first}.`;
}

function tooNarrow(
  repository: DeployedRepository,
  key: DeployedKey,
  own: readonly DeployedGrant[],
): readonly Diagnosis[] {
  return own.flatMap((grant) => {
    const missing = missingOperations(grant);
    if (missing.length === 0) return [];
    const effects = [
      ...(missing.includes("GenerateDataKey") ? ["encrypt images that are pushed"] : []),
      ...(missing.includes("Decrypt") ? ["decrypt images that are pulled"] : []),
    ].join(" or ");
    return [
      {
        code: "grant-too-narrow",
        severity: "broken",
        subject: repository.arn,
        message: `The grant ${grant.grantId} of ECR on the key ${keyName(key)} for repository ${repository.name} lacks ${missing.join(" and ")}: with it, ECR cannot ${effects}.`,
        remedy: `A grant cannot be changed, and ECR makes its own with both. ${NO_WAY_BACK} Move to a new repository.`,
        commands: [kmsCommand("list-grants", key), migrateCommand(repository)],
        certainty:
          "What each of ECR's two grants is for is not documented; it makes both with GenerateDataKey and Decrypt.",
        see: PAGES.cloudTrail,
      } as const,
    ];
  });
}

function tooMany(
  { arn, name }: DeployedRepository,
  key: DeployedKey,
  own: readonly DeployedGrant[],
): readonly Diagnosis[] {
  if (own.length <= GRANTS_PER_REPOSITORY) return [];
  return [
    {
      code: "grants-extra",
      severity: "note",
      subject: arn,
      message: `The key ${keyName(key)} has ${own.length} grants of ECR for repository ${name}, where ECR makes ${GRANTS_PER_REPOSITORY}. Most likely an earlier repository of this name left its grants behind when it was deleted.`,
      remedy:
        "Leave them: nothing says with certainty which ones are in use, and without those every image is unreadable. They only count towards the key's quota of grants.",
      commands: [kmsCommand("list-grants", key)],
      certainty: "That an earlier repository left them is inferred.",
      see: PAGES.encryption,
    },
  ];
}
