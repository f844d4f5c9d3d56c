import type { Deployed, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { encryptedBy, keyName, kmsCommand, migrateCommand, PAGES, repositoryNames } from "./words";

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

/** Names that KMS keeps for the keys that AWS manages. */
const RESERVED = "alias/aws/";

/** Whether a key is AWS's own; its name says so where it could not be described. */
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

/** Keys that KMS could rotate and does not. */
export function rotationOff({ keys }: Deployed): readonly Diagnosis[] {
  return keys.filter(canRotate).flatMap((key) => {
    if (key.rotation?.enabled !== false) return [];
    return [
      {
        code: "rotation-off",
        severity: "note",
        subject: key.arn,
        message: `The key ${keyName(key)} is not rotated automatically. Images are not affected by that, nor by turning it on: the key keeps its ARN and all its older material.`,
        remedy: "Turn on automatic rotation, once a year unless you choose another period.",
        commands: [kmsCommand("enable-key-rotation", key)],
        see: PAGES.rotation,
      } as const,
    ];
  });
}

/** KMS makes the material of these keys itself; for others, and in other states, it refuses to rotate. */
function canRotate(key: DeployedKey): boolean {
  const { state, origin = "AWS_KMS", keySpec = "SYMMETRIC_DEFAULT", customKeyStoreId } = key;
  const isOwn = !isAwsManaged(key) && origin === "AWS_KMS" && customKeyStoreId === undefined;
  return isOwn && keySpec === "SYMMETRIC_DEFAULT" && state === "Enabled";
}
