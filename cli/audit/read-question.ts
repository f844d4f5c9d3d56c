import { closest } from "fastest-levenshtein";
import { makeQuestion } from "./questions/make-question";
import type { Asked, Narrowings, Question, QuestionId } from "./question";
import { NARROWINGS, QUESTIONS } from "./question";
import type { Problem } from "../toolkit/input-error";
import { InputError } from "../toolkit/input-error";
import { readMoment } from "./read-moment";

/** A question as it was written: times may be told by how long ago they were. */
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
  return {
    path: "question",
    message: `there is none called ${JSON.stringify(id)}`,
    hint: `did you mean ${closest(id, [...QUESTIONS])}? There are ${all}. The logs come after it: ecr-kms audit pulls logs/`,
  };
}
