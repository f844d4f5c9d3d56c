import type { Deployed } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { PAGES } from "./pages";
import { IMAGES_CERTAINTY, imagesBroken, keyName, kmsCommand } from "./words";

/** A disabled key refuses all use, until it is enabled again. */
export function disabledKeys(deployed: Deployed): readonly Diagnosis[] {
  const disabled = deployed.keys.filter(({ state }) => state === "Disabled");
  return disabled.map((key) => ({
    code: "key-disabled",
    severity: "broken",
    subject: key.arn,
    message: `The key ${keyName(key)} is disabled: KMS refuses all use of it. ${imagesBroken(key, deployed)} Nothing is lost.`,
    remedy:
      "Enable the key; KMS needs a moment, and ECR nothing else: its grants stay. Then find out who disabled it: CloudTrail has DisableKey, and CancelKeyDeletion leaves a key disabled, too.",
    commands: [kmsCommand("enable-key", key)],
    certainty: `${IMAGES_CERTAINTY} That ECR resumes by itself follows from how KMS describes enabling; no page of ECR says it.`,
    see: PAGES.keyState,
  }));
}
