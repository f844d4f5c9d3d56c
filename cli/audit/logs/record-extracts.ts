import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event";
import type { Extract, Question } from "../question";
import { FETCH_AGAIN_HINT, LogProblem } from "./log-problem";
import type { ReadTally } from "./read-tally";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * What a record of a log says to a question. Insights and other records that are no calls say nothing.
 *
 * @throws LogProblem for a record that is not JSON
 */
export function recordExtracts(question: Question, record: string, tally: ReadTally): readonly Extract[] {
  const event = parsed(record);
  const { eventSource, eventName, eventTime, eventID, awsRegion } = event;
  if (typeof eventSource !== "string" || typeof eventName !== "string") return [];
  if (typeof eventTime !== "string" || !TIME.test(eventTime)) {
    tally.withoutTime++;
    return [];
  }
  const isWhole = typeof eventID === "string" && typeof awsRegion === "string";
  const extracts = question.extract(
    (isWhole ? event : { ...event, eventID: textOr(eventID, ""), awsRegion: textOr(awsRegion, "") }) as CloudTrailEvent,
  );
  if (extracts.length === 0) return extracts;
  if (typeof eventID !== "string") tally.withoutId++;
  if (tally.first === undefined || eventTime < tally.first) tally.first = eventTime;
  if (tally.last === undefined || eventTime > tally.last) tally.last = eventTime;
  return extracts;
}

function parsed(record: string): JsonObject {
  try {
    return JSON.parse(record) as JsonObject;
  } catch {
    throw new LogProblem("has an event that is not valid JSON", FETCH_AGAIN_HINT);
  }
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}
