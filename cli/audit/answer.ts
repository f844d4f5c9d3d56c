import type { Problem } from "../model/input-error";
import type { Question, Row, Value } from "./question";

/** The answer to a question, whatever it was read from. */
export interface Answer {
  readonly question: Question;
  readonly source: SourceReport;
  /** The rows counted by `question.groupBy`, the most frequent first. */
  readonly groups: readonly Group[];
  readonly timeline: Timeline;
  readonly rowCount: number;
  /** All rows in order of time; can be gone through more than once, and never needs all of them in memory. */
  readonly rows: () => AsyncIterable<Row>;
}

/** Rows that are alike in what is asked for. */
export interface Group {
  /** By the names of `question.groupBy`. */
  readonly values: Readonly<Record<string, Value>>;
  readonly count: number;
  /** ISO 8601, UTC. */
  readonly first: string;
  readonly last: string;
}

/** How often, when: for each line of the timeline the counts of equal spans. */
export interface Timeline {
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly to: string;
  /** Seconds that each count stands for: an hour, a day or a week. */
  readonly step: number;
  /** The lines with the most rows; the rest together under the name `others`. */
  readonly lines: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

/** What was read for an answer. */
export interface SourceReport {
  /** `logs/`, `CloudTrail LookupEvents in 111111111111, us-east-1`, `Athena table …`. */
  readonly name: string;
  readonly kind: "logs" | "lookup-events" | "athena";
  /** Of logs. */
  readonly files?: number;
  /** Uncompressed. */
  readonly bytes?: number;
  /** Records that were seen; absent where they were not counted. */
  readonly events?: number;
  /** Times of the first and last event that mattered, ISO 8601. */
  readonly from?: string;
  readonly to?: string;
  /** Files that could not be read and were left out because the user said so. */
  readonly skipped: readonly Problem[];
  /** What is special about this source: `LookupEvents knows the last 90 days of one Region`. */
  readonly remarks: readonly string[];
}
