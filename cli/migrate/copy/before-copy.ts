import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";
import { mapSideBySide } from "../../toolkit/side-by-side";
import type { MigrationPlan } from "../migration-plan";
import { copiedBefore } from "../migration-plan";
import { isDigest } from "../registry/digest";
import { isEcr } from "../registry/origin";
import type { RegistryReader } from "../registry/registry-reader";
import { inCircles } from "./in-order";
import type { Journal } from "./journal";
import { conflictOf } from "./set-tags";

const TAG = /^\w[\w.-]{0,127}$/;

/**
 * Checks what of a plan goes into addresses and command lines: somebody may have edited it.
 *
 * @throws InputError with everything that is wrong
 */
export function checkPlan({ manifests }: MigrationPlan): void {
  const problems: Problem[] = [];
  const wrong = (path: string, message: string): void => {
    problems.push({ path: `plan: ${path}`, message, hint: "make the plan again with ecr-kms migrate plan" });
  };
  const digests = new Set<string>();
  const tags = new Map<string, string>();
  manifests.forEach((manifest, index) => {
    const { digest } = manifest;
    if (!isDigest(digest)) wrong(`manifests[${index}].digest`, "is not a sha256 digest");
    if (digests.has(digest)) wrong(`manifests[${index}].digest`, `${digest} is there twice`);
    digests.add(digest);
    manifest.tags.forEach((tag, place) => {
      const path = `manifests[${index}].tags[${place}]`;
      if (!TAG.test(tag)) wrong(path, "is not a tag");
      else if (tags.has(tag)) wrong(path, `${tag} points to two digests: ${tags.get(tag) ?? ""} and ${digest}`);
      tags.set(tag, digest);
    });
  });
  const ordered = manifests.map((planned) => ({ digest: planned.digest, after: copiedBefore(planned) }));
  for (const digest of inCircles(ordered)) wrong(digest, "refers, through others, to itself");
  if (problems.length > 0) throw new InputError(problems);
}

/**
 * Looks before the first byte is moved whether a tag of the plan points elsewhere at the destination.
 *
 * @throws InputError with all that do
 * @throws RegistryError when the destination cannot be asked, or does not exist
 */
export async function refuseConflicts(
  { manifests }: MigrationPlan,
  destination: RegistryReader,
  journal: Journal,
  jobs: number,
): Promise<void> {
  const digests = new Map(manifests.flatMap(({ digest, tags }) => tags.map((tag) => [tag, digest] as const)));
  // Elsewhere a repository begins to exist with the first push.
  const existing = await destination.tags(isEcr(destination.address.host));
  const asked = existing.flatMap((tag) => {
    const planned = digests.get(tag);
    return planned === undefined || journal.hasTag(tag, planned) ? [] : [{ tag, planned }];
  });
  const conflicts = await mapSideBySide(asked, jobs, async ({ tag, planned }) => {
    const found = await destination.digest(tag);
    return found === undefined || found === planned ? [] : [conflictOf(tag, found, planned, destination.address)];
  });
  if (conflicts.flat().length > 0) throw new InputError(conflicts.flat());
}
