/**
 * Questions to CloudTrail for programs: the same as `ecr-kms audit`, as a function.
 *
 * @module ecr-kms-cli/audit
 */
import type { Answer } from "./audit/answer";
import { answer } from "./audit/engine/answer";
import type { ReadProgress } from "./audit/event-source";
import { logFolder } from "./audit/logs/log-folder";
import type { Narrowings, QuestionId } from "./audit/question";
import type { AskAthena } from "./audit/ask-athena";
import type { AthenaOptions } from "./audit/athena-plan";
import { athenaPlan, athenaText } from "./audit/athena-plan";
import type { LookupPlaces } from "./audit/open-lookup";
import { readQuestion } from "./audit/read-question";

/** A question, and everything that narrows it. */
export interface AskedQuestion extends Narrowings {
  /** Which question is asked. */
  readonly question: QuestionId;
  /** The first moment: ISO 8601, or how long ago: `30d`, `12h`. In UTC, where no zone is given. */
  readonly since?: string;
  /** The moment that is too late, written the same way. @default - now */
  readonly until?: string;
}

/** Logs of a trail, on this machine. */
export interface LogsSource {
  /** Files, and folders of any depth. */
  readonly logs: string | readonly string[];
  /** Go on without files that cannot be read; they stand in the answer. @default false */
  readonly skipUnreadable?: boolean;
  /** Threads that read. @default - as many as there are processors, 8 at most */
  readonly threads?: number;
}

/** The last 90 days of an account and Region, asked from CloudTrail. */
export interface LookupSource {
  /** Credentials and Regions; `{}` for those of the environment. */
  readonly lookupEvents: LookupPlaces;
}

/** Logs in S3, asked through Amazon Athena. */
export interface AthenaSource {
  /** Where the logs are, and with whose credentials Athena is asked. */
  readonly athena: AthenaOptions & AskAthena;
}

/** How a question is answered. */
export interface AskOptions {
  /** Called while events are read. @default - nothing is called */
  readonly onProgress?: (progress: ReadProgress) => void;
}

/**
 * Answers a question about images and keys from CloudTrail.
 *
 * What does not fit into memory is put into a temporary folder; `answer.close()` removes it.
 *
 * @throws InputError with everything that is wrong with the question, and for what cannot be read
 * @example
 * const answer = await askCloudTrail({ question: "pulls", repository: "orders", since: "30d" }, { logs: "logs/" });
 * for (const { values, count } of answer.groups) console.log(values.principal, values.digest, count);
 * answer.close?.();
 */
export async function askCloudTrail(
  asked: AskedQuestion,
  from: LogsSource | LookupSource | AthenaSource,
  { onProgress }: AskOptions = {},
): Promise<Answer> {
  const question = readQuestion(asked, Date.now());
  const options = onProgress === undefined ? {} : { progress: onProgress };
  if ("logs" in from) {
    const { logs, skipUnreadable = false, threads } = from;
    const paths = typeof logs === "string" ? [logs] : logs;
    const source = logFolder(paths, { skipUnreadable, ...(threads === undefined ? {} : { threads }) });
    return answer(question, source, options);
  }
  // Nothing of AWS is loaded for logs.
  if ("athena" in from) {
    const { askAthena } = await import("./audit/ask-athena.js");
    return askAthena(question, athenaPlan(question, from.athena), from.athena, onProgress ?? (() => undefined));
  }
  const { openLookup } = await import("./audit/open-lookup.js");
  const source = await openLookup(from.lookupEvents);
  const found = await answer(question, source, options);
  source.forget();
  return found;
}

/**
 * The definition of a table and the query that answer a question on Amazon Athena, as a text. Nobody is asked.
 *
 * @throws InputError with everything that is wrong with the question or the table
 * @example
 * athenaSql({ question: "denied", since: "7d" }, { location: "s3://my-trail/AWSLogs/", accounts: ["111111111111"], regions: ["us-east-1"] });
 */
export function athenaSql(asked: AskedQuestion, table: AthenaOptions): string {
  const question = readQuestion(asked, Date.now());
  return athenaText(question, athenaPlan(question, table));
}

export { renderAnswer, type AnswerFormat, type AuditTerminal, type RenderOptions } from "./audit/report/render-answer";
export { InputError, type Problem } from "./toolkit/input-error";
export type { Answer, Group, SourceReport, Timeline } from "./audit/answer";
export type { ReadProgress } from "./audit/event-source";
export type { Column, Narrowings, Question, QuestionId, Row, Value } from "./audit/question";
export type { AskAthena, AthenaOptions, LookupPlaces };
