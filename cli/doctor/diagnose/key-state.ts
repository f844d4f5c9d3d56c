import type { Deployed, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import {
  dateWords,
  daysUntil,
  encryptedBy,
  IMAGES_CERTAINTY,
  imagesBroken,
  keyName,
  kmsCommand,
  PAGES,
  repositoryNames,
  untilWords,
} from "./words";

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
  if (deletionDate === undefined) return `${name} waits for its deletion, at a date that KMS does not report.`;
  return `${name} will be deleted on ${dateWords(deletionDate)}, ${untilWords(deletionDate, now)}.`;
}

type Unusable = Omit<Diagnosis, "subject">;

/** Keys that are not there, not ready, or whose key store does not answer. */
export function unusableKeys(deployed: Deployed): readonly Diagnosis[] {
  return deployed.keys.flatMap((key) => {
    const diagnosis = unusable(key, deployed);
    return diagnosis === undefined ? [] : [{ ...diagnosis, subject: key.arn }];
  });
}

function unusable(key: DeployedKey, deployed: Deployed): Unusable | undefined {
  if (key.isGone === true) return notFound(key, deployed);
  if (key.state === "Unavailable") return unavailable(key, deployed);
  if (key.state === "Creating") return creating(key, deployed);
  if (key.state === "Updating") return updating(key);
  return undefined;
}

function notFound(key: DeployedKey, deployed: Deployed): Unusable {
  return {
    code: "key-not-found",
    severity: "broken",
    message: `KMS knows no key ${key.keyId} in ${key.region} of account ${key.accountId}: most likely its deletion is complete. ${imagesBroken(key, deployed)} What a deleted key encrypted is unrecoverable.`,
    remedy: `Check the account and Region first. If the key is deleted, make a new repository with another key and push the images of ${repositoryNames(encryptedBy(key, deployed))} there again, from their builds or from other copies.`,
    certainty: IMAGES_CERTAINTY,
    see: PAGES.deletingKeys,
  };
}

function unavailable(key: DeployedKey, deployed: Deployed): Unusable {
  const { customKeyStoreId, region } = key;
  const where = customKeyStoreId === undefined ? "its custom key store" : `its custom key store ${customKeyStoreId}`;
  return {
    code: "key-unavailable",
    severity: "broken",
    message: `The key ${keyName(key)} is unavailable: ${where} is not connected. ${imagesBroken(key, deployed)} Nothing is lost while the key material exists.`,
    remedy:
      "Find out why the key store is disconnected, and connect it again: for CloudHSM, check the cluster and the password of kmsuser; for an external store, its proxy.",
    ...(customKeyStoreId === undefined
      ? {}
      : {
          commands: [
            `aws kms describe-custom-key-stores --custom-key-store-id ${customKeyStoreId} --region ${region}`,
            `aws kms connect-custom-key-store --custom-key-store-id ${customKeyStoreId} --region ${region}`,
          ],
        }),
    certainty: IMAGES_CERTAINTY,
    see: PAGES.customKeyStores,
  };
}

function creating(key: DeployedKey, deployed: Deployed): Unusable {
  return {
    code: "key-creating",
    severity: "broken",
    message: `The key ${keyName(key)} is still being created, and cannot be used yet. ${imagesBroken(key, deployed)}`,
    remedy: "Wait until KMS says Enabled.",
    commands: [kmsCommand("describe-key", key, " --query KeyMetadata.KeyState")],
    certainty: IMAGES_CERTAINTY,
    see: PAGES.keyState,
  };
}

function updating(key: DeployedKey): Unusable {
  return {
    code: "key-updating",
    severity: "note",
    message: `The primary Region of the key ${keyName(key)} is being changed; KMS lets it be used meanwhile.`,
    remedy: "Wait until KMS says Enabled before changing the key.",
    commands: [kmsCommand("describe-key", key, " --query KeyMetadata.KeyState")],
    see: PAGES.keyState,
  };
}

/** From here on an expiry is near enough to act. */
const SOON_DAYS = 30;

/** Keys whose material comes from elsewhere: missing, or about to expire. */
export function importedMaterial(deployed: Deployed, now: Date): readonly Diagnosis[] {
  return deployed.keys.flatMap((key) => {
    if (key.state === "PendingImport") return [missing(key, deployed)];
    return key.validTo === undefined ? [] : [expires(key, key.validTo, deployed, now)];
  });
}

function missing(key: DeployedKey, deployed: Deployed): Diagnosis {
  return {
    code: "key-pending-import",
    severity: "broken",
    subject: key.arn,
    message: `The key ${keyName(key)} has no key material: it was never imported, has expired or was deleted. ${imagesBroken(key, deployed)}`,
    remedy:
      "Import the very same key material again: KMS accepts no other for this key. Where nobody has it any more, the images are lost.",
    commands: [
      kmsCommand(
        "get-parameters-for-import",
        key,
        " --wrapping-algorithm RSAES_OAEP_SHA_256 --wrapping-key-spec RSA_4096",
      ),
    ],
    certainty: IMAGES_CERTAINTY,
    see: PAGES.importing,
  };
}

function expires(key: DeployedKey, validTo: string, deployed: Deployed, now: Date): Diagnosis {
  return {
    code: "key-material-expires",
    severity: daysUntil(validTo, now) <= SOON_DAYS ? "at-risk" : "note",
    subject: key.arn,
    message: `The imported material of the key ${keyName(key)} expires on ${dateWords(validTo)}, ${untilWords(validTo, now)}. KMS then deletes it, and images of ${repositoryNames(encryptedBy(key, deployed))} can be neither pushed nor pulled until the same material is imported again.`,
    remedy: "Import the same material again before, with a later date or none, and make sure that somebody keeps it.",
    see: PAGES.importing,
  };
}
