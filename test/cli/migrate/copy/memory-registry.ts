import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RegistryAddress } from "../../../../cli/migrate/registry-address";

/** A registry in memory with one repository, which takes manifests of any kind. */
export interface MemoryRegistry {
  readonly address: RegistryAddress;
  readonly manifests: Map<string, { readonly type: string; readonly bytes: Buffer }>;
  readonly tags: Map<string, string>;
  readonly blobs: Map<string, Buffer>;
  readonly asked: string[];
  /** Answers in its place, while it says something. */
  answer: (
    asked: string,
  ) => { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> } | undefined;
  stop(): Promise<void>;
}

export async function startMemoryRegistry(): Promise<MemoryRegistry> {
  const [manifests, tags, blobs] = [
    new Map<string, { type: string; bytes: Buffer }>(),
    new Map<string, string>(),
    new Map<string, Buffer>(),
  ];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const url = new URL(request.url ?? "", "http://localhost");
      const name = url.pathname.replace("/v2/orders/", "");
      const line = `${request.method} ${name}`;
      asked.push(line);
      const other = registry.answer(line);
      if (other) return response.writeHead(other.status, other.headers).end(other.body);
      const [kind = "", reference = ""] = name.split("/");
      if (line === "GET tags/list") {
        const all = [...tags.keys()].sort();
        const from = Number(url.searchParams.get("last") ?? 0);
        const more = from + 2 < all.length ? { link: `</v2/orders/tags/list?n=2&last=${from + 2}>; rel="next"` } : {};
        return response.writeHead(200, more).end(JSON.stringify({ name: "orders", tags: all.slice(from, from + 2) }));
      }
      if (kind === "manifests" && request.method === "PUT") {
        const digest = digestOf(body);
        manifests.set(digest, { type: request.headers["content-type"] ?? "", bytes: body });
        if (!reference.includes(":")) tags.set(reference, digest);
        return response.writeHead(201, { "docker-content-digest": digest }).end();
      }
      if (kind === "manifests") {
        const digest = tags.get(reference) ?? reference;
        const found = manifests.get(digest);
        if (!found) return response.writeHead(404).end();
        response.writeHead(200, { "content-type": found.type, "docker-content-digest": digest });
        return response.end(request.method === "HEAD" ? undefined : found.bytes);
      }
      if (request.method === "POST") return response.writeHead(202, { location: "/v2/orders/blobs/uploads/1" }).end();
      if (request.method === "PATCH") {
        uploaded = body;
        return response.writeHead(202, { location: "/v2/orders/blobs/uploads/1?state=2" }).end();
      }
      if (request.method === "PUT") {
        blobs.set(url.searchParams.get("digest") ?? "", uploaded);
        return response.writeHead(201).end();
      }
      const blob = blobs.get(reference);
      return blob ? response.writeHead(200).end(blob) : response.writeHead(404).end();
    });
  });
  let uploaded: Buffer = Buffer.alloc(0);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const registry: MemoryRegistry = {
    address: { host, repository: "orders", insecure: true },
    manifests,
    tags,
    blobs,
    asked,
    answer: () => undefined,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return registry;
}

export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
