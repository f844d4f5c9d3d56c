import type { SourceReport } from "./answer";
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
}

/** How far reading is. */
export interface ReadProgress {
  /** `Reading logs`, `Asking CloudTrail for BatchGetImage`. */
  readonly what: string;
  readonly done: number;
  /** Absent when nobody knows. */
  readonly total?: number;
  readonly unit: "bytes" | "events" | "pages";
}
