import type { Problem } from "../../toolkit/input-error";
import { atMost } from "../../toolkit/side-by-side";
import { type MigrationPlan, type PlannedManifest, copiedBefore } from "../migration-plan";
import { concernsEverything } from "../registry/registry-error";
import { problemOfOne, CopyFailure, goneFrom } from "./copy-failure";
import { type Copying, fullManifestName } from "./copying";
import { inOrder } from "./in-order";
import { TagSetter } from "./set-tags";
import { contentOf, isSchema1, type Manifest } from "../registry/manifest";
import { moveImage } from "./move-image";

/**
 * Copies all manifests and sets all tags; one that fails does not keep back the others.
 *
 * @param stop - Called with an error that nothing can go on after; it is also thrown.
 * @param failures - Gets what failed, as it happens.
 */
export async function copyAll(
  copying: Copying,
  { manifests }: MigrationPlan,
  jobs: number,
  stop: (reason: unknown) => void,
  failures: Problem[],
): Promise<void> {
  const failed = new Set<string>();
  const tagging: Promise<void>[] = [];
  const tagLimit = atMost(jobs * 2);
  const items = manifests.map((planned) => ({
    planned,
    digest: planned.digest,
    after: copiedBefore(planned),
  }));
  const attempt = async (path: string, work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      copying.journal.check();
      return true;
    } catch (error) {
      copying.patience.signal.throwIfAborted();
      const problem = concernsEverything(error) ? undefined : problemOfOne(error, path);
      if (problem === undefined) {
        stop(error);
        throw error;
      }
      failures.push(problem);
      return false;
    }
  };
  const tag = async (setter: TagSetter, name: string): Promise<void> => {
    await tagLimit(() => attempt(`tag ${name}`, () => setter.set(name)));
  };
  try {
    await inOrder(items, jobs, async ({ planned }) => {
      const missing = planned.children.filter((digest) => failed.has(digest));
      if (missing.length > 0) {
        failed.add(planned.digest);
        failures.push(waitsFor(planned, missing));
        return;
      }
      if (!(await attempt(fullManifestName(planned), () => copyManifest(copying, planned)))) {
        failed.add(planned.digest);
        return;
      }
      const setter = new TagSetter(copying, planned);
      for (const name of planned.tags) {
        const setting = tag(setter, name);
        // Looked at in the end, when all are settled.
        setting.catch(() => undefined);
        tagging.push(setting);
      }
    });
  } finally {
    await Promise.allSettled(tagging);
  }
  await Promise.all(tagging);
}

function waitsFor(planned: PlannedManifest, missing: readonly string[]): Problem {
  return {
    path: fullManifestName(planned),
    message: `was not copied, because what it refers to was not: ${missing.join(", ")}`,
    hint: "see what is said about that; then run the same command again",
  };
}

/**
 * Brings a manifest to the destination under its digest, unless it is there.
 *
 * @throws CopyFailure when the source no longer has it, or it cannot be copied
 */
async function copyManifest(copying: Copying, planned: PlannedManifest): Promise<void> {
  const { destination, journal, tally, blobs } = copying;
  const { digest } = planned;
  const claimed = journal.manifest(digest);
  if (claimed !== undefined) {
    tally.manifestThere(claimed);
    return;
  }
  const there = await destination.manifest(digest);
  if (there?.digest === digest) {
    const bytes = blobs.add(contentOf(there).blobs);
    journal.addManifest(digest, bytes);
    tally.manifestThere(bytes);
    return;
  }
  const original = await originalOf(copying, planned);
  const content = contentOf(original);
  if (content.isIndex || content.blobs.length === 0) {
    // It has no layers: there is nothing for a copier to move, and put as it is, it keeps every platform and its
    // digest.
    await destination.putManifest(digest, original);
  } else {
    await blobs.alone(content.blobs, () => moveImage(copying, planned, original, content.blobs));
  }
  const bytes = blobs.add(content.blobs);
  journal.addManifest(digest, bytes);
  tally.manifestCopied(digest, bytes);
}

/** The manifest at the source, byte by byte. */
async function originalOf({ source }: Copying, planned: PlannedManifest): Promise<Manifest> {
  const { digest } = planned;
  const original = await source.manifest(digest);
  if (original === undefined) throw goneFrom(planned);
  if (original.digest !== digest) {
    throw new CopyFailure({
      path: fullManifestName(planned),
      message: `arrives from the source as ${original.digest}: it is damaged there or on the way`,
      hint: "look at it at the source; nothing of it has been written",
    });
  }
  const mediaType = original.mediaType === "" ? planned.mediaType : original.mediaType;
  if (isSchema1(mediaType)) {
    throw new CopyFailure({
      path: fullManifestName(planned),
      message:
        "has Docker's first format (schema 1), whose digest covers the repository's name: a copy has another digest",
      hint: "pull it and push it again with a current Docker, then make the plan again; or delete it if nobody needs it",
    });
  }
  return { ...original, mediaType };
}
