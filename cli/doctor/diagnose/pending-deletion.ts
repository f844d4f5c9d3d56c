import type { Deployed, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { PAGES } from "./pages";
import {
  dateWords,
  encryptedBy,
  IMAGES_CERTAINTY,
  imagesBroken,
  keyName,
  kmsCommand,
  repositoryNames,
  untilWords,
} from "./words";

/** A key that waits for its deletion refuses all use; when the wait ends, the images are gone for good. */
export function pendingDeletions(deployed: Deployed, now: Date): readonly Diagnosis[] {
  const pending = deployed.keys.filter(
    ({ state }) => state === "PendingDeletion" || state === "PendingReplicaDeletion",
  );
  return pending.map((key) => ({
    code: "key-pending-deletion",
    severity: "broken",
    subject: key.arn,
    message: `${when(key, now)} ${imagesBroken(key, deployed)} Once it is deleted, every image of ${repositoryNames(encryptedBy(key, deployed))} is unrecoverable.`,
    remedy:
      "Cancel the deletion, unless the images are meant to be lost. Cancelling leaves the key disabled, so enable it then. ECR needs nothing else: its grants stay.",
    commands: [kmsCommand("cancel-key-deletion", key), kmsCommand("enable-key", key)],
    certainty: `${IMAGES_CERTAINTY} KMS may take up to 24 hours longer than the date says; do not count on it.`,
    see: PAGES.cancelDeletion,
  }));
}

function when(key: DeployedKey, now: Date): string {
  const name = `The key ${keyName(key)}`;
  if (key.state === "PendingReplicaDeletion") {
    return `${name} waits for the deletion of its replica keys; its own waiting period begins when the last of them is gone.`;
  }
  const { deletionDate } = key;
  if (deletionDate === undefined) return `${name} waits for its deletion, at a date that KMS does not tell.`;
  return `${name} will be deleted on ${dateWords(deletionDate)}, ${untilWords(deletionDate, now)}.`;
}
