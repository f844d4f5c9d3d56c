import { nearest } from "../toolkit/nearest";
import { makeQuestion } from "./questions/make-question";
import { type Asked, type Narrowings, type Question, type QuestionId, NARROWINGS, QUESTIONS } from "./question";
import { type Problem, InputError } from "../toolkit/input-error";
import type { Read } from "./questions/read-asked";
import { isoSeconds, readTime } from "./questions/read-time";

/** A question as it was written: times may be given by how long ago they were. */
export interface WrittenQuestion extends Narrowings {
  readonly question: string;
}

/**
 * The question that somebody asks.
 *
 * @param now - What `30d` is counted from, in milliseconds since 1970.
 * @throws InputError for everything that is wrong with it
 */
export function readQuestion(options: WrittenQuestion, now: number): Question {
  const { question: id } = options;
  const problems: Problem[] = [];
  if (!QUESTIONS.includes(id as QuestionId)) throw new InputError([notAQuestion(id)]);
  const asked: Record<string, string> = { id };
  for (const name of NARROWINGS) {
    const value = options[name];
    if (value === undefined) continue;
    const read = name === "since" || name === "until" ? readMoment(value, now) : { value };
    if ("value" in read) asked[name] = read.value;
    else problems.push({ path: `${name} ${JSON.stringify(value)}`, ...read });
  }
  try {
    const question = makeQuestion(asked as unknown as Asked);
    if (problems.length === 0) return question;
  } catch (error) {
    if (!InputError.is(error)) throw error;
    problems.unshift(...error.problems);
  }
  throw new InputError(problems);
}

function notAQuestion(id: string): Problem {
  const all = QUESTIONS.join(", ");
  const near = nearest(id, QUESTIONS);
  return {
    path: "question",
    message: `there is none called ${JSON.stringify(id)}`,
    hint: `${near === undefined ? "" : `did you mean ${near}? `}There are ${all}. The logs come after it: ecr-kms audit pulls logs/`,
  };
}

const AGO = /^(\d{1,5})([hdw])$/;
const UNIT_MS = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * A time as people give it: a date, a time of ISO 8601, or how long ago.
 *
 * @param now - What `30d` is counted from, in milliseconds since 1970.
 * @returns ISO 8601, UTC, whole seconds
 * @example
 * readMoment("12h", Date.parse("2026-11-24T12:00:00Z")); // { value: "2026-11-24T00:00:00Z" }
 */
export function readMoment(text: string, now: number): Read<string> {
  const [, count, unit] = AGO.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) {
    return withHint(readTime(isoSeconds(now - Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS])));
  }
  return withHint(readTime(text));
}

function withHint(read: Read<string>): Read<string> {
  const hint = "write 2026-10-01, 2026-10-01T08:30:00Z, or how long ago: 12h, 30d, 4w; all in UTC";
  return "value" in read ? read : { ...read, hint };
}
