import type { Deployed } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { awsManagedKeys } from "./aws-managed-key";
import { disabledKeys } from "./disabled-key";
import { grantLimits } from "./grant-limit";
import { importedMaterial } from "./imported-material";
import { keyKinds } from "./key-kind";
import { keyPlaces } from "./key-place";
import { notEncryptedWithKms } from "./no-kms";
import { notRead } from "./not-read";
import { orphanGrants } from "./orphan-grants";
import { pendingDeletions } from "./pending-deletion";
import { repositoryGrants } from "./repository-grants";
import { rotationOff } from "./rotation";
import { unusableKeys } from "./unusable-key";

const CONCERNS: readonly ((deployed: Deployed, now: Date) => readonly Diagnosis[])[] = [
  disabledKeys,
  pendingDeletions,
  unusableKeys,
  importedMaterial,
  keyKinds,
  repositoryGrants,
  keyPlaces,
  grantLimits,
  awsManagedKeys,
  notEncryptedWithKms,
  orphanGrants,
  rotationOff,
  notRead,
];

const SEVERITIES: readonly Diagnosis["severity"][] = ["broken", "at-risk", "note"];

/**
 * What the state of keys, grants and repositories does to images: the worst first, in the order of `CONCERNS` within a severity.
 * What could not be read is among them as `not-read`, so that silence always means that something was read and is in order.
 *
 * @param now - Tells how long a deletion is away and how young a repository is.
 */
export function diagnose(deployed: Deployed, now: Date): readonly Diagnosis[] {
  const all = CONCERNS.flatMap((concern) => concern(deployed, now));
  return SEVERITIES.flatMap((severity) => all.filter((diagnosis) => diagnosis.severity === severity));
}
