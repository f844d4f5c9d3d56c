import { createHash } from "node:crypto";
import type { Manifest } from "./manifest";
import { RegistryError } from "./registry-error";
import { RegistryReader } from "./registry-reader";
import { retried } from "./retries";

/** Reads from a repository and adds to it. It cannot delete. */
export class RegistryWriter extends RegistryReader {
  /**
   * Puts a manifest under a tag or its own digest, byte by byte.
   *
   * @throws RegistryError where the registry refuses, or says that it understood another digest
   */
  async putManifest(reference: string, { bytes, mediaType, digest }: Manifest): Promise<void> {
    const { pace, signal } = this.connection.options;
    await pace?.turn(signal);
    const { headers } = await this.connection.ask({
      method: "PUT",
      path: `manifests/${reference}`,
      headers: { "content-type": mediaType },
      body: bytes,
    });
    const understood = headers.get("docker-content-digest") ?? digest;
    if (understood !== digest) {
      const reported = `${this.address.host} calls ${digest} ${understood}`;
      throw new RegistryError(reported, { code: "DIGEST", isPassing: false });
    }
  }

  /**
   * Moves a layer or configuration that no copier knows how to move.
   *
   * @param moved - Told how many bytes have gone, each time.
   */
  async copyBlob(digest: string, source: RegistryReader, moved: (bytes: number) => void): Promise<void> {
    if (await this.hasBlob(digest)) return;
    const { options } = this.connection;
    await retried(options, async () => {
      const quiet = new AbortController();
      const timer = setTimeout(() => {
        quiet.abort(new DOMException("nothing moves", "TimeoutError"));
      }, options.stallMs);
      try {
        const signal = AbortSignal.any([options.signal, quiet.signal]);
        const stream = await source.openBlob(digest, signal);
        await this.#upload(digest, stream, signal, (bytes) => {
          timer.refresh();
          moved(bytes);
        });
      } finally {
        clearTimeout(timer);
        // Closes what is open still, on either side.
        quiet.abort();
      }
    });
  }

  async #upload(
    digest: string,
    stream: ReadableStream<Uint8Array>,
    signal: AbortSignal,
    moved: (bytes: number) => void,
  ): Promise<void> {
    const hash = createHash("sha256");
    const watched = stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          hash.update(chunk);
          moved(chunk.byteLength);
          controller.enqueue(chunk);
        },
      }),
    );
    const begun = await this.connection.open({ method: "POST", path: "blobs/uploads/" }, signal);
    const patched = await this.connection.open(
      {
        method: "PATCH",
        path: locationOf(begun),
        headers: { "content-type": "application/octet-stream" },
        body: watched,
      },
      signal,
    );
    const found = `sha256:${hash.digest("hex")}`;
    if (found !== digest) {
      const reported = `the source's ${digest} arrived as ${found}`;
      throw new RegistryError(reported, { code: "DIGEST", isPassing: true });
    }
    const end = locationOf(patched);
    end.searchParams.set("digest", digest);
    await (await this.connection.open({ method: "PUT", path: end }, signal)).arrayBuffer();
  }
}

/** Where a registry says that an upload goes on. */
function locationOf({ headers, url }: Response): URL {
  const location = headers.get("location");
  if (location === null) {
    throw new RegistryError("the registry does not say where to upload to", { code: "LOCATION", isPassing: false });
  }
  return new URL(location, url);
}
