import type { RegistryAddress } from "../registry-address";
import type { ConnectionOptions, RegistryAnswer } from "./connection";
import { Connection } from "./connection";
import { digestOf } from "./digest";
import type { Manifest } from "./manifest";
import { MEDIA_TYPES, OTHER_MEDIA_TYPES } from "./manifest";
import { RegistryError } from "./registry-error";
import type { SignIn } from "./sign-in";

// Registries answer 404 where they have a manifest of another kind than those that are accepted.
const ACCEPT = { accept: [...MEDIA_TYPES, ...OTHER_MEDIA_TYPES].join(", ") };

/** Reads from a repository. It cannot write: all that a source is ever given. */
export class RegistryReader {
  protected readonly connection: Connection;

  /** @throws InputError for an address that cannot be used */
  constructor(address: RegistryAddress, options: ConnectionOptions) {
    this.connection = new Connection(address, options);
  }

  get address(): RegistryAddress {
    return this.connection.address;
  }

  get signIn(): SignIn {
    return this.connection.signIn;
  }

  /** The digest that a tag or digest stands for; `undefined` where there is none. */
  async digest(reference: string): Promise<string | undefined> {
    const path = `manifests/${reference}`;
    const { status, headers } = await this.connection.ask({ method: "HEAD", path, headers: ACCEPT, accept: [404] });
    if (status === 404) return undefined;
    // Not every registry names it.
    return headers.get("docker-content-digest") ?? (await this.manifest(reference))?.digest;
  }

  /** A manifest by tag or digest, with the digest that its bytes have; `undefined` where there is none. */
  async manifest(reference: string): Promise<Manifest | undefined> {
    const path = `manifests/${reference}`;
    const answer = await this.connection.ask({ method: "GET", path, headers: ACCEPT, accept: [404] });
    if (answer.status === 404) return undefined;
    const mediaType = (answer.headers.get("content-type") ?? "").split(";")[0]?.trim() ?? "";
    return { digest: digestOf(answer.bytes), mediaType, bytes: answer.bytes };
  }

  /** Whether there is a layer or configuration. */
  async hasBlob(digest: string): Promise<boolean> {
    const { status } = await this.connection.ask({ method: "HEAD", path: `blobs/${digest}`, accept: [404] });
    return status !== 404;
  }

  /** A layer or configuration, as it arrives. */
  async openBlob(digest: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.connection.open({ method: "GET", path: `blobs/${digest}` }, signal);
    return body ?? new Blob([]).stream();
  }

  /**
   * All tags. A repository that has none, or does not exist, gives none: many registries do not tell the two apart.
   *
   * @throws RegistryError with code `NAME_UNKNOWN`, when `mustExist`
   */
  async tags(mustExist = false): Promise<readonly string[]> {
    const tags: string[] = [];
    let path: string | URL | undefined = "tags/list?n=1000";
    while (path !== undefined) {
      const answer: RegistryAnswer = await this.connection.ask({
        method: "GET",
        path,
        ...(mustExist ? {} : { accept: [404] }),
      });
      if (answer.status === 404) return tags;
      tags.push(...this.#tagsIn(answer));
      path = next(answer.headers.get("link"));
    }
    return tags;
  }

  #tagsIn({ bytes }: RegistryAnswer): readonly string[] {
    try {
      const { tags } = JSON.parse(Buffer.from(bytes).toString("utf8")) as { readonly tags?: readonly string[] | null };
      return tags ?? [];
    } catch {
      const reported = `${this.address.host} lists tags in no form that is known`;
      throw new RegistryError(reported, { code: "NOT_JSON", isPassing: false });
    }
  }
}

/** Of `</v2/orders/tags/list?last=v9&n=1000>; rel="next"`. */
function next(link: string | null): string | undefined {
  return link === null ? undefined : /<([^>]+)>\s*;\s*rel="?next"?/.exec(link)?.[1];
}
