import type { Problem } from "../toolkit/input-error";
import type { Question, Row, Value } from "./question";

/** The answer to a question, whatever it was read from. */
export interface Answer {
  /** The question, with what it was narrowed to. */
  readonly question: Question;
  /** What was read for it. */
  readonly source: SourceReport;
  /** The rows counted by `question.groupBy`, the most frequent first. */
  readonly groups: readonly Group[];
  /** How often, when. */
  readonly timeline: Timeline;
  /** How many rows there are. */
  readonly rowCount: number;
  /** All rows in order of time; can be gone through more than once, and never needs all of them in memory. */
  readonly rows: () => AsyncIterable<Row>;
  /** Removes what was put on the disk for `rows`, which cannot be called afterwards. Absent where nothing is kept. */
  readonly close?: () => void;
}

/** Rows that are alike in what is asked for. */
export interface Group {
  /** By the names of `question.groupBy`. */
  readonly values: Readonly<Record<string, Value>>;
  /** How many rows are alike. */
  readonly count: number;
  /** ISO 8601, UTC. */
  readonly first: string;
  /** ISO 8601, UTC: the time of the last row. */
  readonly last: string;
}

/** How often, when: for each line of the timeline the counts of equal spans. */
export interface Timeline {
  /** ISO 8601, UTC. */
  readonly from: string;
  /** ISO 8601, UTC. */
  readonly to: string;
  /** Seconds that each count stands for: an hour, a day or a week. */
  readonly step: number;
  /** The lines with the most rows; the rest together under the name `others`. */
  readonly lines: readonly {
    /** A value of the column that the lines are made by, or `others`. */
    readonly name: string;
    /** How many rows in each span. */
    readonly counts: readonly number[];
  }[];
}

/** What was read for an answer. */
export interface SourceReport {
  /** `logs/`, `CloudTrail LookupEvents in 111111111111, us-east-1`, `Athena table …`. */
  readonly name: string;
  /** What kind of source it is. */
  readonly kind: "logs" | "lookup-events" | "athena";
  /** How many files were read; absent for other sources than logs. */
  readonly files?: number;
  /** How much was read, uncompressed; absent for other sources than logs. */
  readonly bytes?: number;
  /** Records that were seen; absent where they were not counted. */
  readonly events?: number;
  /** Times of the first and last event that mattered, ISO 8601. Absent where there was none. */
  readonly from?: string;
  /** The time of the last one; absent where there was none. */
  readonly to?: string;
  /** Files that could not be read and were left out because the user said so. */
  readonly skipped: readonly Problem[];
  /** What is special about this source: `LookupEvents knows the last 90 days of one Region`. */
  readonly remarks: readonly string[];
}
