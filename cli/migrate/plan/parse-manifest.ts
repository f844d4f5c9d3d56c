/** What a manifest says, as far as a copy needs it. */
export interface ParsedManifest {
  readonly mediaType: string;
  readonly kind: "image" | "index" | "artifact" | "signature" | "attestation";
  /** Manifests that it refers to. */
  readonly children: readonly ManifestChild[];
  /** Config and layers; a blob named twice is here twice. */
  readonly blobs: readonly Blob[];
  readonly subject?: string;
  readonly artifactType?: string;
}

/** An entry of an index. */
interface ManifestChild {
  readonly digest: string;
  /** `linux/arm64`; BuildKit calls its attestations `unknown/unknown`. */
  readonly platform?: string;
  /** BuildKit's attestations stand in the index beside the image that they are about. */
  readonly attests?: string;
}

/** Config or layer. */
interface Blob {
  readonly digest: string;
  /** Absent in schema 1. */
  readonly size?: number;
  /** It lies elsewhere, and registries need not have it. */
  readonly isForeign: boolean;
}

/**
 * Media types of manifests. AWS documents fewer for BatchGetImage than it takes: its own client asks for all of these.
 *
 * @see https://github.com/awslabs/amazon-ecr-containerd-resolver/blob/main/ecr/base.go
 */
export const MANIFEST_TYPES = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
  "application/vnd.docker.distribution.manifest.v1+prettyjws",
  "application/vnd.docker.distribution.manifest.v1+json",
] as const;

const IMAGE_CONFIGS = new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
]);
const SIGNATURES = /cosign\.(artifact|simplesigning)|cncf\.notary\.signature|dev\.sigstore\.bundle/;
const ATTESTATIONS = /in-toto|dsse|spdx|cyclonedx|syft|attestation/i;
const FOREIGN = /foreign|nondistributable/;

/**
 * Reads a manifest.
 *
 * @returns `undefined` for what is not a manifest
 */
export function parseManifest(text: string, mediaType: string | undefined): ParsedManifest | undefined {
  const json = objectOf(text);
  if (json === undefined) return undefined;
  const type = mediaType ?? stringOf(json["mediaType"]) ?? guessedType(json);
  if (type === undefined) return undefined;
  if (json["schemaVersion"] === 1) {
    const blobs = listOf(json["fsLayers"]).map((layer) => ({
      digest: stringOf(layer["blobSum"]) ?? "",
      isForeign: false,
    }));
    return { mediaType: type, kind: "image", children: [], blobs };
  }
  const subject = stringOf(recordOf(json["subject"])?.["digest"]);
  const of = subject === undefined ? {} : { subject };
  const artifactType = stringOf(json["artifactType"]);
  const named = artifactType === undefined ? {} : { artifactType };
  if (Array.isArray(json["manifests"])) {
    return {
      mediaType: type,
      kind: "index",
      children: listOf(json["manifests"]).map(childOf),
      blobs: [],
      ...of,
      ...named,
    };
  }
  const config = recordOf(json["config"]);
  const layers = listOf(json["layers"] ?? json["blobs"]);
  const blobs = [...(config === undefined ? [] : [config]), ...layers].map(blobOf);
  const what = artifactType ?? stringOf(config?.["mediaType"]) ?? "";
  return { mediaType: type, kind: manifestKind(what, layers), children: [], blobs, ...of, ...named };
}

function manifestKind(what: string, layers: readonly JsonObject[]): ParsedManifest["kind"] {
  const types = [what, ...layers.map((layer) => stringOf(layer["mediaType"]) ?? "")];
  if (types.some((type) => SIGNATURES.test(type))) return "signature";
  if (layers.length > 0 && types.slice(1).every((type) => ATTESTATIONS.test(type))) return "attestation";
  return IMAGE_CONFIGS.has(what) ? "image" : "artifact";
}

function childOf(entry: JsonObject): ManifestChild {
  const platform = recordOf(entry["platform"]);
  const annotations = recordOf(entry["annotations"]);
  const name = [platform?.["os"], platform?.["architecture"], platform?.["variant"]].flatMap(
    (part) => stringOf(part) ?? [],
  );
  const isAttestation = annotations?.["vnd.docker.reference.type"] === "attestation-manifest";
  const about = stringOf(annotations?.["vnd.docker.reference.digest"]);
  return {
    digest: stringOf(entry["digest"]) ?? "",
    ...(name.length === 0 ? {} : { platform: name.join("/") }),
    ...(isAttestation && about !== undefined ? { attests: about } : {}),
  };
}

function blobOf(entry: JsonObject): Blob {
  const size = typeof entry["size"] === "number" ? { size: entry["size"] } : {};
  return {
    digest: stringOf(entry["digest"]) ?? "",
    ...size,
    isForeign: FOREIGN.test(stringOf(entry["mediaType"]) ?? ""),
  };
}

function guessedType(json: JsonObject): string | undefined {
  if (json["schemaVersion"] === 1) return "application/vnd.docker.distribution.manifest.v1+prettyjws";
  if (Array.isArray(json["manifests"])) return MANIFEST_TYPES[0];
  return Array.isArray(json["layers"]) ? MANIFEST_TYPES[1] : undefined;
}

type JsonObject = Readonly<Record<string, unknown>>;

function objectOf(text: string): JsonObject | undefined {
  try {
    return recordOf(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function recordOf(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.map(recordOf).filter((each) => each !== undefined) : [];
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
