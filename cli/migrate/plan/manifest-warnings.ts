import { listNames } from "../../toolkit/list-words";
import type { PlannedManifest } from "../migration-plan";
import { manifestName } from "../migration-plan";
import type { ReadManifest } from "./read-manifests";

/** More names than this nobody reads in one sentence. */
const MOST_NAMED = 5;

/** What a person should know about manifests before they are copied. */
export function manifestWarnings(
  read: readonly ReadManifest[],
  manifests: readonly PlannedManifest[],
  loosened: readonly PlannedManifest[],
): readonly string[] {
  const here = new Set(manifests.map(({ digest }) => digest));
  const broken = manifests.filter(({ children }) => children.some((digest) => !here.has(digest)));
  const lost = manifests.filter(({ subject }) => subject !== undefined && !here.has(subject));
  const referrers = read.filter(({ manifest }) => manifest.subject !== undefined).map(({ image }) => image);
  const oldest = manifests.filter(({ mediaType }) => mediaType.includes("docker.distribution.manifest.v1+"));
  const foreign = read
    .filter(({ manifest }) => manifest.blobs.some(({ isForeign }) => isForeign))
    .map(({ image }) => image);
  return [
    ...broken.map(
      (index) =>
        `${manifestName(index)} refers to ${missingOf(index, here).join(", ")}, which the repository no longer has. ECR refuses such an ` +
        "index (ReferencedImagesNotFoundException), so it cannot be copied, and cutover will not be ready: push what is missing to the source, " +
        "or delete the index there, and plan again.",
    ),
    ...loosened.map(
      (each) =>
        `${manifestName(each)} says by its tag that it is about ${each.subject ?? ""}, which refers to it in turn. Both are copied; what the tag says does not count for the order.`,
    ),
    ...said(
      lost,
      (count) =>
        `${count} about a manifest that the repository no longer has (signatures, attestations or referrers that were left behind). Copied all the same`,
    ),
    ...said(
      referrers,
      (count) =>
        `${count} with an OCI 1.1 \`subject\` (referrers). ECR documents them, but answered some such pushes with HTTP 405 ` +
        "(aws/containers-roadmap#2783): try one before the whole copy. If it is refused, the copy ends with exit code 1 and names it",
    ),
    ...said(
      oldest,
      (count) =>
        `${count} in the old Docker schema 1. Copiers may refuse it or convert it, which changes the digest; the copy refuses a changed digest. ` +
        "Pull and push such an image with a newer Docker, or delete it, and plan again",
    ),
    ...said(
      foreign,
      (count) =>
        `${count} with layers that are kept elsewhere (foreign, non-distributable: Windows base images). Copiers leave such layers where they are`,
    ),
  ];
}

function missingOf({ children }: PlannedManifest, here: ReadonlySet<string>): readonly string[] {
  return children.filter((digest) => !here.has(digest));
}

function said(
  all: readonly { readonly digest: string; readonly tags: readonly string[] }[],
  words: (count: string) => string,
): readonly string[] {
  if (all.length === 0) return [];
  const count = all.length === 1 ? "1 manifest" : `${all.length.toLocaleString("en")} manifests`;
  return [`${words(count)}: ${listNames(all.map(manifestName), MOST_NAMED)}.`];
}
