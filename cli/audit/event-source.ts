import type { SourceReport } from "./answer";
import type { PackedExtracts } from "./engine/packed-extracts";
import type { Extract, Question } from "./question";

/** Where events come from: a folder of logs, or the LookupEvents API. */
export interface EventSource {
  /**
   * Reads every event once and hands on what the question makes of it, in any order.
   *
   * @param take - Gets extracts in portions; reading waits for it.
   * @throws InputError for what cannot be read
   */
  readonly read: (
    question: Question,
    take: (extracts: readonly Extract[]) => Promise<void> | void,
    progress: (progress: ReadProgress) => void,
  ) => Promise<SourceReport>;
  /**
   * The same for extracts that were made in other threads: they come as packed there. Used in place of `read` where it
   * exists.
   */
  readonly readPacked?: (
    question: Question,
    take: (extracts: PackedExtracts) => Promise<void> | void,
    progress: (progress: ReadProgress) => void,
  ) => Promise<SourceReport>;
}

/** How far reading is. */
export interface ReadProgress {
  /** `Reading logs`, `Asking CloudTrail for BatchGetImage`. */
  readonly what: string;
  /** How much has been read. */
  readonly done: number;
  /** Absent when nobody knows. */
  readonly total?: number;
  /** What is counted. */
  readonly unit: "bytes" | "events" | "pages";
}
