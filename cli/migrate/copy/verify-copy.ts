import { InputError } from "../../toolkit/input-error";
import { mapSideBySide } from "../../toolkit/side-by-side";
import type { MigrationPlan, PlannedManifest } from "../migration-plan";
import type { RegistryAddress } from "../registry-address";
import { contentOf } from "../registry/manifest";
import { RegistryError, registryProblem } from "../registry/registry-error";
import { RegistryReader } from "../registry/registry-reader";
import type { CopyOptions } from "./copy-options";

/** Where a destination is not what the plan says. */
export interface Difference {
  /** What differs. */
  readonly kind:
    | "manifest-missing"
    | "manifest-differs"
    | "layer-missing"
    | "tag-missing"
    | "tag-differs"
    /** A tag that the plan does not have: nothing is lost, but somebody else pushed. */
    | "tag-extra";
  /** The digest of the manifest, or the tag. */
  readonly what: string;
  /** For people, without `what`: `points to sha256:…, not to sha256:…`. */
  readonly message: string;
}

/** How to verify. */
export interface VerifyOptions extends Pick<CopyOptions, "retries" | "pauseMs" | "stallMs" | "signal"> {
  /** Requests side by side. @default 8 */
  readonly jobs?: number;
  /** Called after each manifest and tag. @default - nothing is called */
  readonly progress?: (done: number, total: number) => void;
}

const JOBS = 8;

/**
 * Reads a destination back: every manifest is there, its bytes have the planned digest, its layers exist, every tag
 * points to the planned digest. Differences come in the order of the plan; tags that it does not have come last.
 *
 * @throws InputError when the registry cannot be asked
 * @example
 * ```ts
 * const { destination } = await prepareCopy(sessions, plan, { create: false });
 * const differences = await verifyCopy(plan, destination); // [] when nothing differs
 * ```
 */
export async function verifyCopy(
  plan: MigrationPlan,
  destination: RegistryAddress,
  options: VerifyOptions = {},
): Promise<readonly Difference[]> {
  const { retries = 5, pauseMs = 1000, stallMs = 120_000, signal = new AbortController().signal } = options;
  const reader = new RegistryReader(destination, { retries, pauseMs, stallMs, signal });
  try {
    return await compareWithPlan(plan, reader, options);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new InputError([registryProblem(error, `${destination.host}/${destination.repository}`)]);
  }
}

/** As `verifyCopy`, with a reader that is there already. */
export async function compareWithPlan(
  { manifests }: MigrationPlan,
  reader: RegistryReader,
  { jobs = JOBS, progress }: Pick<VerifyOptions, "jobs" | "progress">,
): Promise<readonly Difference[]> {
  const total = manifests.reduce((sum, { tags }) => sum + 1 + tags.length, 0);
  let done = 0;
  const counted = async (work: Promise<readonly Difference[]>): Promise<readonly Difference[]> => {
    const differences = await work;
    done += 1;
    progress?.(done, total);
    return differences;
  };
  // Layers that many images share are asked for once.
  const asked = new Map<string, Promise<boolean>>();
  const hasBlob = async (digest: string): Promise<boolean> => {
    const asking = asked.get(digest) ?? reader.hasBlob(digest);
    asked.set(digest, asking);
    return asking;
  };
  const questions = manifests.flatMap((planned) => [
    () => counted(compareManifest(planned, reader, hasBlob)),
    ...planned.tags.map((tag) => () => counted(compareTag(tag, planned.digest, reader))),
  ]);
  const found = await mapSideBySide(questions, jobs, (ask) => ask());
  const planned = new Set(manifests.flatMap(({ tags }) => tags));
  const extra = (await reader.tags()).filter((tag) => !planned.has(tag));
  return [...found.flat(), ...extra.toSorted().map(extraTag)];
}

async function compareManifest(
  { digest, kind }: PlannedManifest,
  reader: RegistryReader,
  hasBlob: (digest: string) => Promise<boolean>,
): Promise<readonly Difference[]> {
  const manifest = await reader.manifest(digest);
  if (manifest === undefined) {
    return [{ kind: "manifest-missing", what: digest, message: `${kind} is not at the destination` }];
  }
  if (manifest.digest !== digest) {
    return [{ kind: "manifest-differs", what: digest, message: `its bytes have the digest ${manifest.digest}` }];
  }
  const missing: Difference[] = [];
  for (const blob of contentOf(manifest).blobs) {
    if (await hasBlob(blob.digest)) continue;
    const message = `its layer or configuration ${blob.digest} is not at the destination`;
    missing.push({ kind: "layer-missing", what: digest, message });
  }
  return missing;
}

async function compareTag(tag: string, digest: string, reader: RegistryReader): Promise<readonly Difference[]> {
  const found = await reader.digest(tag);
  if (found === digest) return [];
  if (found === undefined)
    return [{ kind: "tag-missing", what: tag, message: `is not there; it should point to ${digest}` }];
  return [{ kind: "tag-differs", what: tag, message: `points to ${found}, not to ${digest}` }];
}

function extraTag(tag: string): Difference {
  return {
    kind: "tag-extra",
    what: tag,
    message: "is at the destination and not in the plan: somebody else pushed it",
  };
}
