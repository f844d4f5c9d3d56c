import type { ListedImage } from "../list-images";
import type { MigrationPlan } from "../migration-plan";
import { manifestName } from "../migration-plan";

/** Something that keeps the cutover from being ready. */
export interface CutoverDifference {
  /** In which repository. */
  readonly where: "source" | "destination";
  /** What differs. */
  readonly kind:
    | "pushed"
    | "cannot-be-pulled"
    | "deleted"
    | "tag-added"
    | "tag-moved"
    | "tag-deleted"
    | "missing"
    | "tag-missing"
    | "tag-differs"
    | "repository"
    | "key";
  /** The digest of the image; absent where none is meant. */
  readonly digest?: string;
  /** The tag; absent where none is meant. */
  readonly tag?: string;
  /** For people. */
  readonly message: string;
}

/** What has changed in the source since the plan was made. */
export function sourceChanges(
  plan: Pick<MigrationPlan, "manifests">,
  now: readonly ListedImage[],
): readonly CutoverDifference[] {
  const planned = new Map(plan.manifests.map((each) => [each.digest, each]));
  const plannedTags = tagsOf(plan.manifests);
  const tagged = pairsOf(now);
  const tags = new Set(tagged.map(([tag]) => tag));
  const here = new Map(now.map((each) => [each.digest, each]));
  const differences: CutoverDifference[] = [];
  for (const image of now) {
    if (image.status !== "ACTIVE") {
      const message = `${manifestName(image)} is ${image.status} and cannot be pulled; it would be lost with the source`;
      differences.push({ where: "source", kind: "cannot-be-pulled", digest: image.digest, message });
    } else if (!planned.has(image.digest)) {
      const when = image.pushedAt === undefined ? "" : ` at ${image.pushedAt}`;
      const message = `${manifestName(image)} was pushed${when} and is not in the plan`;
      differences.push({ where: "source", kind: "pushed", digest: image.digest, message });
    }
  }
  for (const manifest of plan.manifests) {
    if (here.has(manifest.digest)) continue;
    const message = `${manifestName(manifest)} was deleted since the plan; the destination keeps it`;
    differences.push({ where: "source", kind: "deleted", digest: manifest.digest, message });
  }
  for (const [tag, digest] of tagged) {
    const before = plannedTags.get(tag);
    if (before === digest) continue;
    const kind = before === undefined ? "tag-added" : "tag-moved";
    const message =
      before === undefined ? `tag ${tag} is new: ${digest}` : `tag ${tag} was moved from ${before} to ${digest}`;
    differences.push({ where: "source", kind, digest, tag, message });
  }
  for (const [tag, digest] of plannedTags) {
    if (tags.has(tag)) continue;
    differences.push({
      where: "source",
      kind: "tag-deleted",
      digest,
      tag,
      message: `tag ${tag} was deleted (it was ${digest})`,
    });
  }
  return differences;
}

/** What is planned and not, or not as planned, in the destination. What else it holds does not matter. */
export function missingInDestination(
  plan: Pick<MigrationPlan, "manifests">,
  there: readonly ListedImage[],
): readonly CutoverDifference[] {
  const here = new Map(there.map((each) => [each.digest, each]));
  const tags = new Map<string, Set<string>>();
  for (const [tag, digest] of pairsOf(there)) tags.set(tag, (tags.get(tag) ?? new Set()).add(digest));
  return plan.manifests.flatMap((manifest): readonly CutoverDifference[] => {
    const { digest } = manifest;
    const found = here.get(digest);
    const missing: CutoverDifference[] = [];
    if (found?.status !== "ACTIVE") {
      const why = found === undefined ? "is missing" : `is ${found.status} there`;
      missing.push({ where: "destination", kind: "missing", digest, message: `${manifestName(manifest)} ${why}` });
    }
    for (const tag of manifest.tags) {
      // Two, where it was moved while pages were listed.
      const now = [...(tags.get(tag) ?? [])].find((each) => each !== digest);
      if (now === undefined && tags.has(tag)) continue;
      const message =
        now === undefined ? `tag ${tag} is missing (${digest})` : `tag ${tag} is ${now} and not ${digest}`;
      missing.push({
        where: "destination",
        kind: now === undefined ? "tag-missing" : "tag-differs",
        digest,
        tag,
        message,
      });
    }
    return missing;
  });
}

type Tagged = readonly { readonly digest: string; readonly tags: readonly string[] }[];

function tagsOf(images: Tagged): ReadonlyMap<string, string> {
  return new Map(pairsOf(images));
}

/** A tag that is moved while pages are listed is there twice, and neither may hide the other. */
function pairsOf(images: Tagged): readonly (readonly [tag: string, digest: string])[] {
  return images.flatMap(({ digest, tags }) => tags.map((tag) => [tag, digest] as const));
}
