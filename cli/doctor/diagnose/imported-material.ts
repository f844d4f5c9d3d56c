import type { Deployed, DeployedKey } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { PAGES } from "./pages";
import {
  dateWords,
  daysUntil,
  encryptedBy,
  IMAGES_CERTAINTY,
  imagesBroken,
  keyName,
  kmsCommand,
  repositoryNames,
  untilWords,
} from "./words";

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
