import type { Deployed, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { PAGES } from "./pages";
import { encryptedBy, keyName, migrateCommand, repositoryNames } from "./words";

/** Names that KMS keeps for the keys that AWS manages. */
const RESERVED = "alias/aws/";

/** Whether a key is AWS's own; its name tells where it could not be described. */
export function isAwsManaged({ manager, aliases }: Pick<DeployedKey, "manager" | "aliases">): boolean {
  return manager === "aws" || aliases.some((alias) => alias.startsWith(RESERVED));
}

/** Keys that AWS manages: nothing about them can be decided. */
export function awsManagedKeys(deployed: Deployed): readonly Diagnosis[] {
  const managed = deployed.keys.filter(isAwsManaged);
  return managed.map((key) => {
    const repositories = encryptedBy(key, deployed);
    return {
      code: "aws-managed-key",
      severity: "note",
      subject: key.arn,
      message: `${repositoryNames(repositories)} ${repositories.length === 1 ? "is" : "are"} encrypted with the AWS managed key ${keyName(key)}. Its policy is AWS's: you can neither change who may use it, nor let another account use it, disable it, or choose its rotation.`,
      remedy:
        "Where that must be yours to decide, move the images to a repository with a key of your own: encryption cannot be changed in place.",
      commands: repositories.map(migrateCommand),
      certainty:
        "Whether pulls from other accounts work is not documented either way: ECR decrypts with its own grants, and no page asks pullers for permissions on the key.",
      see: PAGES.awsManagedKeys,
    };
  });
}
