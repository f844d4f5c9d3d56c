import type { RegistryAddress } from "../registry-address";

/** The programs that can move layers from one registry to another, in the order in which they are looked for. */
export const COPIER_NAMES = ["skopeo", "crane", "regctl"] as const;

/** One of them. */
export type CopierName = (typeof COPIER_NAMES)[number];

/** How to copy. */
export interface CopyOptions {
  /** Only read, with its own credentials. */
  readonly source: RegistryAddress;
  /** Written to, with its own credentials. */
  readonly destination: RegistryAddress;
  /** Which program moves the layers. @default the first of skopeo, crane and regctl on the PATH */
  readonly copier?: CopierName;
  /** A file that remembers what is done, so that the next run need not ask for it; only for one plan. */
  readonly journal: string;
  /** How many manifests are copied side by side. @default 4 */
  readonly jobs?: number;
  /** How often what failed is tried again. @default 5 */
  readonly retries?: number;
  /** The pause before the first repetition; each further one is twice as long. @default 1000 */
  readonly pauseMs?: number;
  /** For how long nothing may move before a copier or a request is given up and tried again. @default 120000 */
  readonly stallMs?: number;
  /** Tags set in a second. @default 10 for Amazon ECR, which allows so many PutImage calls; no limit elsewhere */
  readonly tagsPerSecond?: number;
  /** Called a few times a second, and once at the end. @default - nothing is called */
  readonly progress?: (progress: CopyProgress) => void;
  /** Ends the copiers, then the copy. Ctrl-C (SIGINT), SIGTERM and SIGHUP do so by themselves. @default - none */
  readonly signal?: AbortSignal;
  /** Where programs are found and what they are started with. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
}

/** How far a copy is. */
export interface CopyProgress {
  /** What is being done. */
  readonly phase: "copying" | "verifying";
  /** How many of the manifests are done. */
  readonly manifests: Share;
  /** How many of the tags are done. */
  readonly tags: Share;
  /** Of all different blobs, each once. */
  readonly bytes: Share;
  /** Manifests and tags that were looked up again at the destination. */
  readonly verified: Share;
  /** Moved in this run, over the last half minute; 0 at the beginning. */
  readonly bytesPerSecond: number;
  /** From bytes and tags left, at the pace of this run; absent until there is one, and while it verifies. */
  readonly secondsLeft?: number;
  /** Since the beginning of this run. */
  readonly seconds: number;
}

/** Part of a whole. */
export interface Share {
  /** The part that is done. */
  readonly done: number;
  /** All of it. */
  readonly total: number;
}

/** What a copy did, or had done when it ended early. */
export interface CopyResult {
  /** Manifests copied in this run. */
  readonly copied: number;
  /** Manifests that were at the destination before. */
  readonly alreadyThere: number;
  /** Manifests that were read back at the end: their bytes have the planned digest. */
  readonly verified: number;
  /** Tags set in this run. */
  readonly tagged: number;
  /** How long this run took. */
  readonly seconds: number;
  /** Bytes of the blobs of what was copied in this run, each different blob once. */
  readonly bytes: number;
  /** Tags at the destination that the plan does not have: somebody else pushed them. */
  readonly extraTags: readonly string[];
}
