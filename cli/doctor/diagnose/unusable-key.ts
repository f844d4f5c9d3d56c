import type { Deployed, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { PAGES } from "./pages";
import { encryptedBy, IMAGES_CERTAINTY, imagesBroken, keyName, kmsCommand, repositoryNames } from "./words";

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
