import type { PlannedManifest, Totals } from "../migration-plan";
import { copiedBefore } from "../migration-plan";
import { manifestWarnings } from "./manifest-warnings";
import type { ReadManifest } from "./read-manifests";

/**
 * What cosign puts beside an image: `sha256-<hex of the image>.sig`; without an ending it is the OCI fallback for
 * referrers.
 */
const TAG_ABOUT = /^sha256-([0-9a-f]{64})(\.sig|\.att|\.sbom)?$/;

/** Manifests in the order of the copy. */
export interface PlannedManifests {
  readonly manifests: readonly PlannedManifest[];
  readonly totals: Totals;
  readonly warnings: readonly string[];
}

/** Puts manifests into the order of the copy, and says what is special about them. */
export function planManifests(read: readonly ReadManifest[]): PlannedManifests {
  const fromIndexes = new Map(
    read.flatMap(({ manifest }) => manifest.children.map((child) => [child.digest, child] as const)),
  );
  const planned = read.map((each): PlannedManifest => {
    const { image, manifest } = each;
    const about = image.tags.flatMap((tag) => TAG_ABOUT.exec(tag) ?? []);
    const entry = fromIndexes.get(image.digest);
    const tagged = /^[0-9a-f]{64}$/.test(about[1] ?? "") ? `sha256:${about[1] ?? ""}` : undefined;
    const subject = manifest.subject ?? tagged ?? entry?.attests;
    const isIndexed = entry?.platform !== undefined && entry.attests === undefined;
    return {
      digest: image.digest,
      mediaType: manifest.mediaType,
      kind: plannedKind(manifest.kind, about[2], entry?.attests !== undefined),
      tags: image.tags,
      bytes: bytesOf(each),
      children: [...new Set(manifest.children.map(({ digest }) => digest))],
      ...(subject === undefined || subject === image.digest ? {} : { subject }),
      ...(isIndexed ? { platform: entry.platform } : {}),
      ...(image.pushedAt === undefined ? {} : { pushedAt: image.pushedAt }),
    };
  });
  const { manifests, loosened } = inOrder(planned);
  return { manifests, totals: totalsOf(read), warnings: manifestWarnings(read, manifests, loosened) };
}

/**
 * Indexes cannot go in a circle, for each digest covers those below. A tag can say anything, though: that one manifest
 * is about another which refers to it in turn. Then what the tag says does not count.
 */
function inOrder(planned: readonly PlannedManifest[]): {
  readonly manifests: readonly PlannedManifest[];
  readonly loosened: readonly PlannedManifest[];
} {
  const { order, circles } = copyOrder(planned.map((each) => ({ ...each, needs: copiedBefore(each) })));
  const around = new Map(circles.flatMap((circle) => circle.map((digest) => [digest, circle] as const)));
  const loosened = planned.filter(({ digest, subject = "" }) => around.get(digest)?.includes(subject) === true);
  if (loosened.length === 0) return { manifests: order.map(({ needs: _, ...each }) => each), loosened };
  const loose = planned.map((each) => {
    if (!loosened.includes(each)) return each;
    const { subject: _, ...rest } = each;
    return rest;
  });
  const rest = inOrder(loose);
  return { manifests: rest.manifests, loosened: [...loosened, ...rest.loosened] };
}

function plannedKind(
  kind: PlannedManifest["kind"],
  ending: string | undefined,
  isAttestation: boolean,
): PlannedManifest["kind"] {
  if (kind === "index") return kind;
  if (ending === ".sig") return "signature";
  return ending !== undefined || isAttestation ? "attestation" : kind;
}

/** Schema 1 says no sizes: there ECR's own figure is taken. */
function bytesOf({ image, manifest, bytes }: ReadManifest): number {
  if (manifest.blobs.some(({ size }) => size === undefined)) return image.bytes ?? bytes;
  return manifest.blobs.reduce((sum, { size = 0 }) => sum + size, bytes);
}

function totalsOf(read: readonly ReadManifest[]): Totals {
  const blobs = new Map<string, number>();
  let unsized = 0;
  for (const { image, manifest } of read) {
    for (const { digest, size = 0 } of manifest.blobs) blobs.set(digest, Math.max(size, blobs.get(digest) ?? 0));
    if (manifest.blobs.some(({ size }) => size === undefined)) unsized += image.bytes ?? 0;
  }
  return {
    manifests: read.length,
    tags: read.reduce((sum, { image }) => sum + image.tags.length, 0),
    bytes: [...blobs.values()].reduce((sum, size) => sum + size, unsized),
    blobs: blobs.size,
  };
}

/** Something that is copied. */
interface Ordered {
  readonly digest: string;
  readonly pushedAt?: string;
  /** What has to be there before it. */
  readonly needs: readonly string[];
}

/**
 * The order in which manifests are copied: what one needs stands before it, and within that the one that was pushed
 * first, and then the smaller digest. What is needed but not among them is left out of account, and so is a need that
 * goes in a circle.
 *
 * @returns the same things; and the circles, each with the digests in it
 */
export function copyOrder<T extends Ordered>(
  all: readonly T[],
): { readonly order: readonly T[]; readonly circles: readonly (readonly string[])[] } {
  const byDigest = new Map(all.map((each) => [each.digest, each]));
  const state = new Map<string, "open" | "done">();
  const order: T[] = [];
  const circles: (readonly string[])[] = [];
  for (const start of [...all].sort(earlier)) {
    const path: { readonly item: T; readonly rest: T[] }[] = [];
    const open = (item: T): void => {
      state.set(item.digest, "open");
      // A stack takes from the end.
      const rest = [...new Set(item.needs)]
        .flatMap((digest) => byDigest.get(digest) ?? [])
        .sort((a, b) => earlier(b, a));
      path.push({ item, rest });
    };
    if (!state.has(start.digest)) open(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = top.rest.pop();
      if (next === undefined) {
        state.set(top.item.digest, "done");
        order.push(top.item);
        path.pop();
      } else if (!state.has(next.digest)) open(next);
      else if (state.get(next.digest) === "open") {
        const digests = path.map(({ item }) => item.digest);
        circles.push(digests.slice(digests.indexOf(next.digest)));
      }
    }
  }
  return { order, circles };
}

function earlier(a: Ordered, b: Ordered): number {
  const [first, second] = [a.pushedAt ?? "", b.pushedAt ?? ""];
  if (first !== second) return first < second ? -1 : 1;
  return a.digest === b.digest ? 0 : a.digest < b.digest ? -1 : 1;
}
