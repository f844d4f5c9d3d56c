import type { Deployed } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { PAGES } from "./pages";
import { encryptedBy, keyName, migrateCommand, repositoryNames } from "./words";

/** Keys that ECR cannot encrypt with: asymmetric ones, and those that sign or make MACs. */
export function keyKinds(deployed: Deployed): readonly Diagnosis[] {
  return deployed.keys.flatMap((key) => {
    const { keySpec = "SYMMETRIC_DEFAULT", keyUsage = "ENCRYPT_DECRYPT" } = key;
    if (keySpec === "SYMMETRIC_DEFAULT" && keyUsage === "ENCRYPT_DECRYPT") return [];
    const repositories = encryptedBy(key, deployed);
    return [
      {
        code: "key-not-symmetric",
        severity: "broken",
        subject: key.arn,
        message: `The key ${keyName(key)} is ${keySpec} for ${keyUsage}; AWS services encrypt with symmetric keys only (SYMMETRIC_DEFAULT for ENCRYPT_DECRYPT), so images of ${repositoryNames(repositories)} can be neither pushed nor pulled.`,
        remedy: "A repository cannot change its key: make a new one with a symmetric key, and move the images.",
        commands: repositories.map(migrateCommand),
        certainty: "The rule is KMS's, for all services that it works with; the page of ECR does not repeat it.",
        see: PAGES.createKey,
      } as const,
    ];
  });
}
