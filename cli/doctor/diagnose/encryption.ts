import type { Deployed, DeployedKey, DeployedRepository } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { keyName, migrateCommand, PAGES } from "./words";

/** Repositories that KMS has nothing to do with. */
export function notEncryptedWithKms({ repositories }: Deployed): readonly Diagnosis[] {
  const plain = repositories.filter(({ encryptionType }) => encryptionType === "AES256");
  return plain.map((repository) => ({
    code: "not-kms-encrypted",
    severity: "note",
    subject: repository.arn,
    message: `Images of ${repository.name} are encrypted with AES256 by keys of Amazon S3, not with KMS: no key can be the reason when a push or pull fails, and none of yours protects them.`,
    remedy:
      "Where a key of your own is wanted, move the images to a new repository: encryption is fixed when a repository is created.",
    commands: [migrateCommand(repository)],
    see: PAGES.encryption,
  }));
}

/** Keys that are not where their repository is. */
export function keyPlaces({ keys, repositories }: Deployed): readonly Diagnosis[] {
  return repositories.flatMap((repository) => {
    const key = keys.find(({ arn }) => arn === repository.keyArn);
    if (key === undefined) return [];
    return [
      ...(key.region === repository.region ? [] : [otherRegion(repository, key)]),
      ...(key.accountId === repository.accountId ? [] : [otherAccount(repository, key)]),
    ];
  });
}

function otherRegion(repository: DeployedRepository, key: DeployedKey): Diagnosis {
  return {
    code: "key-in-another-region",
    severity: "at-risk",
    subject: repository.arn,
    message: `The key ${keyName(key)} of repository ${repository.name} is in ${key.region}, the repository in ${repository.region}. ECR asks for a key in the repository's own Region.`,
    remedy: "A repository cannot change its key: make a new one with a key of its Region, and move the images.",
    commands: [migrateCommand(repository)],
    see: PAGES.encryptionConfiguration,
  };
}

function otherAccount(repository: DeployedRepository, key: DeployedKey): Diagnosis {
  return {
    code: "key-in-another-account",
    severity: "at-risk",
    subject: repository.arn,
    message: `The key ${keyName(key)} of repository ${repository.name} belongs to account ${key.accountId}, the repository to ${repository.accountId}. Only the other account can enable the key, cancel its deletion or change its policy: whether images can be pushed and pulled is in its hands.`,
    remedy: `Agree with account ${key.accountId} who watches the key, or move the images to a repository with a key of account ${repository.accountId}.`,
    commands: [migrateCommand(repository)],
    certainty: "AWS neither documents nor rules out keys of other accounts for ECR.",
    see: PAGES.encryption,
  };
}
