import type { Group, SourceReport, Timeline } from "../answer";
import type { Asked, Column, Row } from "../question";

/**
 * What `ecr-kms audit --format json` prints. Programs may rely on it: within one `formatVersion` fields are added, and
 * none is renamed, taken away or given another meaning.
 */
export interface JsonAnswer {
  readonly formatVersion: 1;
  readonly question: JsonQuestion;
  /** What was read, and what of it was left out. */
  readonly source: SourceReport;
  /** What `rows` have, in their order. */
  readonly columns: readonly Column[];
  /** Rows counted by `question.groupBy`, the most frequent first. */
  readonly groups: readonly Group[];
  readonly timeline: Timeline;
  /** All rows; `rows` has fewer where a limit was asked for. */
  readonly rowCount: number;
  /** In order of time, each on a line of its own; every row has every column. */
  readonly rows: readonly Row[];
}

/** The question as it was understood. */
export interface JsonQuestion {
  /** For people: `Who pulled orders:1.4.2`. */
  readonly title: string;
  readonly asked: Asked;
  /** Names of columns. */
  readonly groupBy: readonly string[];
  /** Name of the column whose values are the lines of the timeline. */
  readonly timelineBy: string;
  /** What CloudTrail cannot say about it, in sentences. */
  readonly cannotTell: readonly string[];
}
