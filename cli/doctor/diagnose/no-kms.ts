import type { Deployed } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { PAGES } from "./pages";
import { migrateCommand } from "./words";

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
