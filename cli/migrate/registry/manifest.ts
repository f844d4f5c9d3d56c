/** A manifest as a registry keeps it. */
export interface Manifest {
  readonly digest: string;
  readonly mediaType: string;
  /** Never changed: the digest is theirs. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A layer or a configuration. */
export interface Blob {
  readonly digest: string;
  readonly size: number;
}

/** What a manifest names. */
export interface ManifestContent {
  /** Whether it names other manifests, and has no layers of its own. */
  readonly isIndex: boolean;
  /** Each once; without those that lie elsewhere (`urls`): a registry need not have them. */
  readonly blobs: readonly Blob[];
}

/** The kinds of manifests that every copier knows. */
export const MEDIA_TYPES = [
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
] as const;

/** What else is accepted as it is. */
export const OTHER_MEDIA_TYPES = [
  "application/vnd.oci.artifact.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v1+prettyjws",
  "application/vnd.docker.distribution.manifest.v1+json",
  "*/*",
] as const;

/** Docker's first format: its digest covers the name of the repository. */
export function isSchema1(mediaType: string): boolean {
  return mediaType.startsWith("application/vnd.docker.distribution.manifest.v1+");
}

/** Reads which blobs a manifest names. What is not a manifest names none. */
export function contentOf({ bytes }: Pick<Manifest, "bytes">): ManifestContent {
  const manifest = parse(bytes);
  const named = [manifest["config"], ...list(manifest["layers"]), ...list(manifest["blobs"])];
  const blobs = new Map(named.flatMap(toBlob).map((blob) => [blob.digest, blob]));
  return { isIndex: Array.isArray(manifest["manifests"]), blobs: [...blobs.values()] };
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function toBlob(descriptor: unknown): readonly Blob[] {
  if (!isRecord(descriptor)) return [];
  const { digest, size, urls } = descriptor;
  if (typeof digest !== "string" || (Array.isArray(urls) && urls.length > 0)) return [];
  return [{ digest, size: typeof size === "number" ? size : 0 }];
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
