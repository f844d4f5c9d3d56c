import type { PlannedManifest } from "../migration-plan";
import { contentOf, isSchema1 } from "../registry/manifest";
import type { Manifest } from "../registry/manifest";
import { CopyFailure, goneFrom } from "./copy-failure";
import { fullManifestName } from "./copying";
import type { Copying } from "./copying";
import { moveImage } from "./move-image";

/**
 * Brings a manifest to the destination under its digest, unless it is there.
 *
 * @throws CopyFailure when the source no longer has it, or it cannot be copied
 */
export async function copyManifest(copying: Copying, planned: PlannedManifest): Promise<void> {
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
    // It has no layers: there is nothing for a copier to move, and put as it is, it keeps every platform and its digest.
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
