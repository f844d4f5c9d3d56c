import type { CloudTrailEvent } from "./cloudtrail-event";

/** The questions. */
export const QUESTIONS = ["pulls", "pushes", "key-usage", "denied", "changes"] as const;

/** One of the questions. */
export type QuestionId = (typeof QUESTIONS)[number];

/** A question as somebody asks it: everything that narrows it is optional. */
export interface Asked {
  readonly id: QuestionId;
  /** A repository's name, `<account>/<name>` or ARN. */
  readonly repository?: string;
  /** A tag, or a digest `sha256:…`. */
  readonly image?: string;
  /** ARN of a key, or its id. */
  readonly key?: string;
  /** Part of the ARN of who called. */
  readonly principal?: string;
  /** Account of who called. */
  readonly account?: string;
  /** ISO 8601, UTC, inclusive. */
  readonly since?: string;
  /** ISO 8601, UTC, exclusive. */
  readonly until?: string;
}

/** What stands in a cell. */
export type Value = string | number | null;

/** A column of an answer. */
export interface Column {
  /** `principal`: the name in JSON and CSV, and in SQL. */
  readonly name: string;
  /** For people: `Who`. */
  readonly title: string;
  /** What its values are, for whoever shows them. */
  readonly type: "text" | "time" | "number" | "digest" | "arn";
}

/** What one event says to a question; also what is remembered of a push, so that tags can be resolved. */
export interface Extract {
  /** `eventTime` */
  readonly time: string;
  /** `eventID`: CloudTrail delivers an event at least once, and organizations have it in several logs. */
  readonly eventId: string;
  /** Which part of the definition it comes from. */
  readonly kind: string;
  readonly values: Readonly<Record<string, Value>>;
}

/** One line of an answer, by the names of columns. */
export type Row = Readonly<Record<string, Value>>;

/** An attribute of LookupEvents by which the events of a question are found. */
export interface Lookup {
  readonly AttributeKey: "EventName" | "ResourceName" | "EventSource";
  readonly AttributeValue: string;
}

/**
 * A question made ready, from the one definition that the query of Athena is also made of. Plain data goes in and out, so that
 * extracts can be made in worker threads.
 */
export interface Question {
  /** What somebody asked. */
  readonly asked: Asked;
  /** `Who pulled orders:1.4.2, from 2026-10-01 to 2026-11-01`. */
  readonly title: string;
  /** The columns of the rows. */
  readonly columns: readonly Column[];
  /** Names of the columns by which rows are counted; the groups have these, `count`, `first` and `last`. */
  readonly groupBy: readonly string[];
  /** The column whose values are the lines of the timeline. */
  readonly timelineBy: string;
  /**
   * Every event that matters to the question holds all texts of at least one of these lists, byte for byte: logs are searched for
   * them before anything is parsed.
   */
  readonly needles: readonly (readonly string[])[];
  /** Events before this time do not matter: `asked.since`, or earlier where pushes before it tell what tags stand for. ISO 8601, UTC. */
  readonly readFrom?: string;
  /** How LookupEvents finds its events. */
  readonly lookups: readonly Lookup[];
  /** What an event says. Most events say nothing. */
  readonly extract: (event: CloudTrailEvent) => readonly Extract[];
  /**
   * Takes the extracts in the order of `compareExtracts` (cli/audit/questions/compare-extracts.ts: time, then pushes first, then
   * event) and gives rows; remembers pushes on the way. A new one for each run.
   */
  readonly rows: () => (extract: Extract) => readonly Row[];
  /** What CloudTrail cannot tell about this question, in sentences. */
  readonly cannotTell: readonly string[];
}
