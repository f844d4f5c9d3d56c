import { InputError } from "../../toolkit/input-error";
import { mapSideBySide } from "../../toolkit/side-by-side";
import type { MigrationPlan } from "../migration-plan";
import { isEcr } from "../registry/origin";
import type { RegistryReader } from "../registry/registry-reader";
import type { Journal } from "./journal";
import { conflictOf } from "./set-tags";

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
