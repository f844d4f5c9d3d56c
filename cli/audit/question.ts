import type { CloudTrailEvent } from "./cloudtrail-event";

/** The questions. */
export const QUESTIONS = ["pulls", "pushes", "key-usage", "denied", "changes"] as const;

/** One of the questions. */
export type QuestionId = (typeof QUESTIONS)[number];

/** What a question can be narrowed by; each question takes some of them. */
export interface Narrowings {
  /** A repository's name, `<account>/<name>` or ARN. @default - every repository */
  readonly repository?: string;
  /** A tag, or a digest `sha256:…`. @default - every image */
  readonly image?: string;
  /** ARN or id of a key. @default - every key */
  readonly key?: string;
  /** Part of the ARN of who called. @default - everybody */
  readonly principal?: string;
  /** Account of who called. @default - every account */
  readonly account?: string;
  /** The first moment. ISO 8601; in UTC, where no zone is given. @default - all that the source knows */
  readonly since?: string;
  /** The moment that is too late, written the same way. @default - now */
  readonly until?: string;
}

/** The names of everything that can narrow a question, in the order in which it is reported what is wrong with them. */
export const NARROWINGS = ["repository", "image", "key", "principal", "account", "since", "until"] as const;

/** The name of something that can narrow a question. */
export type Narrowing = (typeof NARROWINGS)[number];

/** A question as somebody asks it: everything that narrows it is optional. */
export interface Asked extends Narrowings {
  readonly id: QuestionId;
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
 * A question made ready, from the one definition that the query of Athena is also made of. Plain data goes in and out,
 * so that extracts can be made in worker threads.
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
   * The needles that logs are searched for before anything is parsed: every event that matters to the question holds
   * all texts of at least one of these lists, byte for byte.
   */
  readonly needles: readonly (readonly string[])[];
  /**
   * Events before this time do not matter: `asked.since`, or earlier where pushes before it say what tags stand for.
   * ISO 8601, UTC.
   */
  readonly readFrom?: string;
  /** How LookupEvents finds its events. */
  readonly lookups: readonly Lookup[];
  /** What an event says. Most events say nothing. */
  readonly extract: (event: CloudTrailEvent) => readonly Extract[];
  /**
   * Takes the extracts in the order of `compareExtracts` (cli/audit/questions/compare-extracts.ts: time, then pushes
   * first, then event) and gives rows; remembers pushes on the way. A new one for each run.
   */
  readonly rows: () => (extract: Extract) => readonly Row[];
  /** What CloudTrail cannot say about this question, in sentences. */
  readonly cannotTell: readonly string[];
}
