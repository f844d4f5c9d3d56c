import type { RegistryReader } from "../registry/registry-reader";
import type { RegistryWriter } from "../registry/registry-writer";
import type { Retries } from "../registry/retries";
import type { PlannedManifest } from "../migration-plan";
import type { BlobsUnderway } from "./blobs-underway";
import type { CopierFolder } from "./copiers/copier-folder";
import type { FoundCopier } from "./copiers/find-copier";
import type { Journal } from "./journal";
import type { Tally } from "./tally";

/** What the steps of a copy work with. */
export interface Copying {
  readonly source: RegistryReader;
  readonly destination: RegistryWriter;
  readonly found: FoundCopier;
  readonly folder: CopierFolder;
  readonly journal: Journal;
  readonly tally: Tally;
  readonly blobs: BlobsUnderway;
  readonly patience: Retries;
  readonly stallMs: number;
  readonly env: NodeJS.ProcessEnv;
}

/** Tags that somebody would read in a message. */
const MOST_TAGS = 3;

/** A manifest as people know it: `sha256:… (v1, latest)`. */
export function fullManifestName({ digest, tags }: Pick<PlannedManifest, "digest" | "tags">): string {
  if (tags.length === 0) return digest;
  const more = tags.length > MOST_TAGS ? ` and ${tags.length - MOST_TAGS} more tags` : "";
  return `${digest} (${tags.slice(0, MOST_TAGS).join(", ")}${more})`;
}
