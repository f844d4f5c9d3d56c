import type { Deployed } from "../deployed";
import type { Diagnosis } from "../diagnosis";
import { keyPlaces, notEncryptedWithKms } from "./encryption";
import { grantLimits, orphanGrants } from "./key-grants";
import { awsManagedKeys, keyKinds, rotationOff } from "./key-kind";
import { disabledKeys, importedMaterial, pendingDeletions, unusableKeys } from "./key-state";
import { notRead } from "./not-read";
import { repositoryGrants } from "./repository-grants";

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
 * What the state of keys, grants and repositories does to images: the worst first, in the order of `CONCERNS` within a
 * severity. What could not be read is among them as `not-read`, so that silence always means that something was read
 * and is in order.
 *
 * @param now - Tells how long a deletion is away and how young a repository is.
 */
export function diagnose(deployed: Deployed, now: Date): readonly Diagnosis[] {
  const all = CONCERNS.flatMap((concern) => concern(deployed, now));
  return SEVERITIES.flatMap((severity) => all.filter((diagnosis) => diagnosis.severity === severity));
}
