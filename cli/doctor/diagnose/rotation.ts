import type { Deployed, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { isAwsManaged } from "./aws-managed-key";
import { PAGES } from "./pages";
import { keyName, kmsCommand } from "./words";

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
