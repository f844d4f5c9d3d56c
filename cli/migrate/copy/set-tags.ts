import type { PlannedManifest } from "../migration-plan";
import type { Manifest } from "../registry/manifest";
import { RegistryError } from "../registry/registry-error";
import type { Problem } from "../../toolkit/input-error";
import { CopyFailure } from "./copy-failure";
import type { Copying } from "./copying";

/** Sets the tags of one manifest that is at the destination: metadata only, however many there are. */
export class TagSetter {
  readonly #copying: Copying;
  readonly #planned: PlannedManifest;
  #manifest: Promise<Manifest> | undefined;

  constructor(copying: Copying, planned: PlannedManifest) {
    this.#copying = copying;
    this.#planned = planned;
  }

  /**
   * Points a tag to the manifest. One that points to it is left alone, one that points elsewhere as well.
   *
   * @throws CopyFailure when it points elsewhere
   */
  async set(tag: string): Promise<void> {
    const { destination, journal, tally } = this.#copying;
    const { digest } = this.#planned;
    if (journal.hasTag(tag, digest)) {
      tally.tagDone(false);
      return;
    }
    // Right before it is set: registries know no "only if it does not exist".
    const isNew = !(await this.#isSet(tag));
    if (isNew) {
      const manifest = await this.#bytes();
      try {
        await destination.putManifest(tag, manifest);
      } catch (error) {
        // Somebody was faster, or an earlier request has succeeded whose answer was lost; an immutable tag is refused
        // then.
        const isRefused = error instanceof RegistryError && error.status !== undefined && error.status < 500;
        if (!isRefused || !(await this.#isSet(tag))) throw error;
      }
    }
    journal.addTag(tag, digest);
    tally.tagDone(isNew);
  }

  async #isSet(tag: string): Promise<boolean> {
    const { destination } = this.#copying;
    const found = await destination.digest(tag);
    if (found === undefined) return false;
    if (found === this.#planned.digest) return true;
    throw new CopyFailure(conflictOf(tag, found, this.#planned.digest, destination.address));
  }

  /** The manifest as the destination has it, fetched once for all its tags. */
  async #bytes(): Promise<Manifest> {
    this.#manifest ??= this.#fetch();
    return this.#manifest;
  }

  async #fetch(): Promise<Manifest> {
    const { digest, mediaType } = this.#planned;
    const found = await this.#copying.destination.manifest(digest);
    if (found?.digest !== digest) {
      const message = "is not at the destination, although it was";
      throw new CopyFailure({ path: digest, message, hint: "run the same command again: it is copied then" });
    }
    return { ...found, mediaType: found.mediaType === "" ? mediaType : found.mediaType };
  }
}

/** A tag that points elsewhere at the destination. */
export function conflictOf(
  tag: string,
  found: string,
  planned: string,
  { host, repository }: { readonly host: string; readonly repository: string },
): Problem {
  return {
    path: `tag ${tag}`,
    message: `points to ${found} in ${host}/${repository}, and to ${planned} in the plan: a tag is never overwritten`,
    hint: `see who pushed it. If it has only moved at the source since it was copied, remove it: aws ecr batch-delete-image --repository-name ${repository} --image-ids imageTag=${tag}`,
  };
}
