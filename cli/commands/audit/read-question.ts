import { closest } from "fastest-levenshtein";
import { makeQuestion } from "../../audit/questions/make-question";
import type { Asked, Question, QuestionId } from "../../audit/question";
import { QUESTIONS } from "../../audit/question";
import type { Problem } from "../../model/input-error";
import { InputError } from "../../model/input-error";
import type { AuditOptions } from "./audit-options";
import { readMoment } from "./read-moment";

/** What of the options is part of the question. */
export type AskedOptions = Pick<
  AuditOptions,
  "question" | "repository" | "image" | "key" | "principal" | "account" | "since" | "until"
>;

const NARROWINGS = ["repository", "image", "key", "principal", "account"] as const;
const TIMES = ["since", "until"] as const;

/**
 * The question that somebody asks.
 *
 * @param now - What `30d` is counted from, in milliseconds since 1970.
 * @throws InputError for everything that is wrong with it
 */
export function readQuestion(options: AskedOptions, now: number): Question {
  const { question: id } = options;
  const problems: Problem[] = [];
  if (!QUESTIONS.includes(id as QuestionId)) throw new InputError([notAQuestion(id)]);
  const asked: Record<string, string> = { id };
  for (const name of NARROWINGS) {
    const value = options[name];
    if (value !== undefined) asked[name] = value;
  }
  for (const name of TIMES) {
    const value = options[name];
    if (value === undefined) continue;
    const read = readMoment(value, now);
    if ("value" in read) asked[name] = read.value;
    else problems.push({ path: `--${name} ${JSON.stringify(value)}`, ...read });
  }
  try {
    const question = makeQuestion(asked as unknown as Asked);
    if (problems.length === 0) return question;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.unshift(...error.problems);
  }
  throw new InputError(problems);
}

function notAQuestion(id: string): Problem {
  const all = QUESTIONS.join(", ");
  return {
    path: "question",
    message: `there is none called ${JSON.stringify(id)}`,
    hint: `did you mean ${closest(id, [...QUESTIONS])}? There are ${all}. The logs come after it: ecr-kms audit pulls logs/`,
  };
}
