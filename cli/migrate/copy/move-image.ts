import { InputError } from "../../toolkit/input-error";
import type { PlannedManifest } from "../migration-plan";
import type { Blob, Manifest } from "../registry/manifest";
import { MEDIA_TYPES } from "../registry/manifest";
import { concernsEverything, RegistryError, registryProblem } from "../registry/registry-error";
import { retried } from "../registry/retries";
import type { CopierEnd } from "./copiers/run-copier";
import { runCopier, withoutAws } from "./copiers/run-copier";
import { CopyFailure, goneFrom } from "./copy-failure";
import type { Copying } from "./copying";
import { fullManifestName } from "./copying";

const DISK_FULL = /no space left on device|disk quota exceeded|ENOSPC/i;
const DENIED = /\bdenied\b|\bforbidden\b|\b403\b/i;
/** What skopeo says of layers whose type it does not know in an image of Docker's kind. */
const UNKNOWN_KIND = /unsupported [^:]*media type|unsupported manifest|unknown manifest|unsupported schema version/i;

/**
 * Moves an image's layers and its manifest with the copier, again and again until it is there. What the copier does not
 * know how to move is moved without it, byte by byte.
 *
 * @throws CopyFailure when it cannot be moved
 * @throws InputError when nothing else can be moved either: the disk is full, the registry denies it
 */
export async function moveImage(
  copying: Copying,
  planned: PlannedManifest,
  original: Manifest,
  blobs: readonly Blob[],
): Promise<void> {
  const isKnown = (MEDIA_TYPES as readonly string[]).includes(original.mediaType);
  if (!isKnown) {
    await moveWithoutCopier(copying, original, blobs);
    return;
  }
  const { tally, patience } = copying;
  await retried(patience, async () => {
    const end = await runOnce(copying, original.digest, blobs);
    if (end.isDone && (await isThere(copying, original.digest))) return;
    tally.gaveUp(original.digest);
    const { name } = copying.found.copier;
    if (!end.isDone && UNKNOWN_KIND.test(end.reported)) {
      await moveWithoutCopier(copying, original, blobs);
      return;
    }
    refuseIfHopeless(name, end, copying);
    // The registries say more plainly than the copier what is wrong, and sign in again when that was the reason.
    if (await lookAtBoth(copying, planned)) return;
    throw failed(name, planned, end, copying.stallMs);
  });
}

async function runOnce(copying: Copying, digest: string, blobs: readonly Blob[]): Promise<CopierEnd> {
  const { found, folder, source, destination, tally, env, stallMs, patience } = copying;
  await folder.refresh();
  const { args, env: more } = found.copier.call(
    { source: source.address, destination: destination.address, digest },
    folder,
  );
  const bytes = copying.blobs.missing(blobs);
  return runCopier({
    path: found.path,
    args,
    env: { ...withoutAws(env), ...more, TMPDIR: folder.scratch },
    bytes,
    stallMs,
    signal: patience.signal,
    moved: (written) => {
      tally.underway(digest, Math.min(written, bytes));
    },
  });
}

async function moveWithoutCopier(
  { source, destination, tally }: Copying,
  original: Manifest,
  blobs: readonly Blob[],
): Promise<void> {
  let moved = 0;
  for (const { digest } of blobs) {
    await destination.copyBlob(digest, source, (bytes) => {
      moved += bytes;
      tally.underway(original.digest, moved);
    });
  }
  await destination.putManifest(original.digest, original);
}

/** Asks both registries about a manifest, and says whether it is at the destination after all. */
async function lookAtBoth(copying: Copying, planned: PlannedManifest): Promise<boolean> {
  try {
    if ((await copying.source.digest(planned.digest)) === undefined) throw goneFrom(planned);
    return await isThere(copying, planned.digest);
  } catch (error) {
    // The client has been patient already: to begin again with a copier would multiply the time.
    if (!(error instanceof RegistryError) || concernsEverything(error)) throw error;
    throw new CopyFailure(registryProblem(error, fullManifestName(planned)));
  }
}

async function isThere({ destination }: Copying, digest: string): Promise<boolean> {
  return (await destination.digest(digest)) === digest;
}

function refuseIfHopeless(name: string, { isDone, reported }: CopierEnd, { folder, destination }: Copying): void {
  if (isDone) return;
  if (DISK_FULL.test(reported)) {
    throw new InputError([
      {
        path: name,
        message: `the disk is full: ${reported}`,
        hint: `nothing is lost: what has been copied is at the destination. Make room below ${folder.scratch}, or set TMPDIR to another folder, and run the same command again`,
      },
    ]);
  }
  if (DENIED.test(reported)) {
    throw new InputError([
      {
        path: `${destination.address.host}/${destination.address.repository}`,
        message: `${name} is refused: ${reported}`,
        hint: "allow whoever runs this to read the source and to push to the destination (ecr:InitiateLayerUpload, ecr:UploadLayerPart, ecr:CompleteLayerUpload, ecr:BatchCheckLayerAvailability, ecr:PutImage); ecr-kms doctor says what the key's part in it is",
      },
    ]);
  }
}

function failed(name: string, planned: PlannedManifest, end: CopierEnd, stallMs: number): CopyFailure {
  const message = end.isStalled
    ? `${name} moved nothing for ${stallMs / 1000} seconds, and was ended`
    : end.isDone
      ? `${name} says that it has copied it, but it is not at the destination`
      : `${name} could not copy it: ${end.reported === "" ? "it does not say why" : end.reported}`;
  return new CopyFailure(
    { path: fullManifestName(planned), message, hint: "run the same command again: it goes on from there" },
    true,
  );
}
