import { createHash } from "node:crypto";
import type { MigrationPlan, PlannedManifest } from "../../cli/migrate/migration-plan";
import type { RegistryAddress } from "../../cli/migrate/registry-address";

/** A manifest that was pushed, as a plan tells of it. */
export interface Pushed extends PlannedManifest {
  /** Its layers and configuration: digest and size. */
  readonly blobs: ReadonlyMap<string, number>;
}

const OCI = "application/vnd.oci.image.manifest.v1+json";
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";
const DOCKER = "application/vnd.docker.distribution.manifest.v2+json";

/** What to make an image of. */
export interface ImageOptions {
  readonly tags?: readonly string[];
  readonly kind?: PlannedManifest["kind"];
  readonly mediaType?: string;
  readonly configType?: string;
  readonly layerType?: string;
  readonly architecture?: string;
  readonly artifactType?: string;
  /** What it is about. */
  readonly subject?: PlannedManifest;
  /** Whether it says so in the manifest, and not in its tag alone. */
  readonly isReferrer?: boolean;
}

/** Pushes made-up images into a repository, with plain requests and none of the client that is tested. */
export class ContentPusher {
  readonly address: RegistryAddress;
  readonly pushed: Pushed[] = [];
  readonly #base: string;

  constructor(address: RegistryAddress) {
    this.address = address;
    this.#base = `http://${address.host}/v2/${address.repository}/`;
  }

  /** An image of the layers given, tagged as asked. */
  async image(layers: readonly Uint8Array[], options: ImageOptions = {}): Promise<Pushed> {
    const { tags = [], kind = "image", mediaType = OCI, architecture = "amd64", subject } = options;
    const isDocker = mediaType === DOCKER;
    const layerType =
      options.layerType ??
      (isDocker ? "application/vnd.docker.image.rootfs.diff.tar.gzip" : "application/vnd.oci.image.layer.v1.tar+gzip");
    const configType =
      options.configType ??
      (isDocker ? "application/vnd.docker.container.image.v1+json" : "application/vnd.oci.image.config.v1+json");
    const config = JSON.stringify({
      architecture,
      os: "linux",
      rootfs: { type: "layers", diff_ids: layers.map(digestOf) },
    });
    const blobs = [Buffer.from(config), ...layers];
    for (const blob of blobs) await this.blob(blob);
    const [about, ...over] = blobs.map((blob) => ({ digest: digestOf(blob), size: blob.byteLength }));
    const manifest = {
      schemaVersion: 2,
      mediaType,
      ...(options.artifactType === undefined ? {} : { artifactType: options.artifactType }),
      config: { mediaType: configType, ...about },
      layers: over.map((layer) => ({ mediaType: layerType, ...layer })),
      ...(subject === undefined || options.isReferrer !== true
        ? {}
        : { subject: { mediaType: subject.mediaType, digest: subject.digest, size: 1 } }),
      // Bytes that a tool which writes the manifest anew would change.
      annotations: { made: "for a test <&> ü", at: String(this.pushed.length) },
    };
    return this.manifest(manifest, mediaType, {
      tags,
      kind,
      children: [],
      blobs: new Map(blobs.map((blob) => [digestOf(blob), blob.byteLength])),
      ...(subject === undefined ? {} : { subject: subject.digest }),
    });
  }

  /** An index of manifests that were pushed before. */
  async index(children: readonly Pushed[], tags: readonly string[]): Promise<Pushed> {
    const manifest = {
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: children.map(({ mediaType, digest, bytes, kind }, index) => ({
        mediaType,
        digest,
        size: bytes,
        platform:
          kind === "attestation"
            ? { os: "unknown", architecture: "unknown" }
            : { os: "linux", architecture: ["amd64", "arm64"][index] ?? "riscv64" },
      })),
    };
    return this.manifest(manifest, OCI_INDEX, {
      tags,
      kind: "index",
      children: children.map(({ digest }) => digest),
      blobs: new Map(),
    });
  }

  /** Any manifest. */
  async manifest(
    manifest: unknown,
    mediaType: string,
    planned: Pick<Pushed, "tags" | "kind" | "children" | "blobs" | "subject">,
  ): Promise<Pushed> {
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    const digest = digestOf(bytes);
    await this.#put(`manifests/${digest}`, bytes, mediaType);
    await this.tag(bytes, mediaType, planned.tags);
    const sizes = [...planned.blobs.values()].reduce((sum, size) => sum + size, 0);
    const pushed = { digest, mediaType, bytes: bytes.byteLength + sizes, ...planned };
    this.pushed.push(pushed);
    return pushed;
  }

  /** Points tags to a manifest, some at a time. */
  async tag(bytes: Uint8Array<ArrayBuffer>, mediaType: string, tags: readonly string[]): Promise<void> {
    for (let from = 0; from < tags.length; from += 16) {
      await Promise.all(tags.slice(from, from + 16).map((tag) => this.#put(`manifests/${tag}`, bytes, mediaType)));
    }
  }

  async blob(bytes: Uint8Array): Promise<void> {
    const digest = digestOf(bytes);
    const head = await fetch(new URL(`blobs/${digest}`, this.#base), { method: "HEAD" });
    if (head.ok) return;
    const begun = await fetch(new URL("blobs/uploads/", this.#base), { method: "POST" });
    const location = new URL(begun.headers.get("location") ?? "", begun.url);
    location.searchParams.set("digest", digest);
    const ended = await fetch(location, {
      method: "PUT",
      body: bytes as Uint8Array<ArrayBuffer>,
      headers: { "content-type": "application/octet-stream" },
    });
    if (!ended.ok) throw new Error(`PUT of a blob: ${ended.status} ${await ended.text()}`);
  }

  async #put(path: string, body: Uint8Array<ArrayBuffer>, mediaType: string): Promise<void> {
    const response = await fetch(new URL(path, this.#base), {
      method: "PUT",
      body,
      headers: { "content-type": mediaType },
    });
    if (!response.ok) throw new Error(`PUT ${path}: ${response.status} ${await response.text()}`);
  }
}

/**
 * A repository with everything that is awkward to copy: indexes with children that no tag names, images that only their digest
 * names, signatures in tag form, an attestation, a referrer, an artifact, Docker's own kinds, layers that images share.
 */
export async function pushAwkwardRepository(pusher: ContentPusher): Promise<void> {
  const base = layer("base", 40_000);
  const amd = await pusher.image([base, layer("amd", 5_000)]);
  const arm = await pusher.image([base, layer("arm", 5_000)], { architecture: "arm64" });
  const proof = await pusher.image([layer("proof", 300)], {
    kind: "attestation",
    layerType: "application/vnd.in-toto+json",
    architecture: "unknown",
  });
  const index = await pusher.index([amd, arm, proof], ["v1", "latest"]);
  await pusher.image([layer("signature", 200)], {
    kind: "signature",
    tags: [`sha256-${index.digest.slice("sha256:".length)}.sig`],
    layerType: "application/vnd.dev.cosign.simplesigning.v1+json",
    subject: index,
  });
  await pusher.image([layer("sbom", 400)], {
    kind: "artifact",
    artifactType: "application/spdx+json",
    configType: "application/vnd.oci.empty.v1+json",
    layerType: "application/spdx+json",
    subject: index,
    isReferrer: true,
  });
  await pusher.image([base, layer("docker", 2_000)], { mediaType: DOCKER, tags: ["docker"] });
  // A Docker plugin: skopeo does not know such layers.
  await pusher.image([layer("plugin", 900)], {
    mediaType: DOCKER,
    tags: ["plugin"],
    kind: "artifact",
    configType: "application/vnd.docker.plugin.v1+json",
    layerType: "application/vnd.docker.plugin.layer",
  });
  await pusher.image([layer("nobody", 700)]);
  await pusher.image([], { kind: "artifact", tags: ["no-layers"], artifactType: "application/vnd.example" });
}

/** What a repository holds, as a plan from one registry to another. */
export function planFor(
  source: RegistryAddress,
  destination: RegistryAddress,
  pushed: readonly Pushed[],
): MigrationPlan {
  const blobs = new Map(pushed.flatMap((each) => [...each.blobs]));
  const manifests = pushed.map(({ blobs: _blobs, ...planned }) => planned);
  const arn = (name: string): string => `arn:aws:ecr:us-east-1:123456789012:repository/${name}`;
  const place = ({ repository, host }: RegistryAddress) => ({
    arn: arn(repository),
    registryId: "123456789012",
    region: "us-east-1",
    name: repository,
    uri: `${host}/${repository}`,
  });
  const keyArn = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
  return {
    formatVersion: 1,
    madeBy: "0.1.0",
    madeAt: "2026-01-01T00:00:00.000Z",
    source: { ...place(source), encryption: { type: "AES256" } },
    destination: {
      ...place(destination),
      encryption: { type: "KMS", keyArn },
      tagMutability: "MUTABLE",
      scanOnPush: false,
      tags: {},
    },
    manifests,
    totals: {
      manifests: manifests.length,
      tags: manifests.reduce((sum, { tags }) => sum + tags.length, 0),
      bytes: [...blobs.values()].reduce((sum, size) => sum + size, 0),
      blobs: blobs.size,
    },
    references: [],
    touchedBy: [],
    warnings: [],
  };
}

/** Bytes that do not compress, always the same for the same name. */
export function layer(name: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = Buffer.alloc(size);
  let block = createHash("sha256").update(name).digest();
  for (let at = 0; at < size; at += block.length) {
    block.copy(bytes, at);
    block = createHash("sha256").update(block).digest();
  }
  return bytes;
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
