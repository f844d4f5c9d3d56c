import { ACCOUNT_ID } from "../../toolkit/aws-forms";
import { InputError } from "../../toolkit/input-error";
import type { Problem } from "../../toolkit/input-error";
import { NARROWINGS, QUESTIONS } from "../question";
import type { Asked, QuestionId } from "../question";
import { DEFINITIONS } from "./definitions";
import { readImage, readKey, readRepository } from "./read-names";
import type { KnownImage, KnownKey, KnownRepository } from "./read-names";
import { readTime } from "./read-time";

/** What is asked, understood. */
export interface Known {
  readonly id: QuestionId;
  readonly repository?: KnownRepository;
  readonly image?: KnownImage;
  readonly key?: KnownKey;
  readonly principal?: string;
  readonly account?: string;
  /** Whole seconds, UTC, as CloudTrail writes them: they compare as texts. */
  readonly since?: string;
  readonly until?: string;
}

/**
 * Understands what is asked.
 *
 * @throws InputError for everything that is wrong with it
 */
export function readAsked(asked: Asked): Known {
  const { id } = asked;
  if (!QUESTIONS.includes(id)) {
    const hint = `ask one of ${QUESTIONS.join(", ")}`;
    throw new InputError([{ path: `question ${JSON.stringify(id)}`, message: "is not known", hint }]);
  }
  const problems: Problem[] = [];
  const { takes } = DEFINITIONS[id];
  const readers = { ...READERS, since: readTime, until: readTime };
  const known: Record<string, unknown> = { id };
  for (const name of NARROWINGS) {
    const value = asked[name];
    if (value === undefined) continue;
    if (!takes.includes(name)) {
      const hint = `narrow ${id} with ${takes.map((each) => `\`${each}\``).join(", ")}`;
      problems.push({ path: name, message: `does not narrow ${id}`, hint });
      continue;
    }
    const read = readers[name](value);
    if ("hint" in read) problems.push({ path: `${name} ${JSON.stringify(value)}`, ...read });
    else known[name] = read.value;
  }
  const { since, until } = known as Partial<Known>;
  if (since !== undefined && until !== undefined && since >= until) {
    const hint = "give the first moment with `since`, and the moment that is too late with `until`";
    problems.push({ path: `since ${asked.since}`, message: `is not before ${asked.until}`, hint });
  }
  if (problems.length > 0) throw new InputError(problems);
  return known as unknown as Known;
}

/** What a value means, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly message: string; readonly hint: string };

const READERS = {
  repository: readRepository,
  image: readImage,
  key: readKey,
  principal: (value: string): Read<string> =>
    value.trim() === "" ? { message: "is empty", hint: "give part of an ARN: role/ci, or user/alice" } : { value },
  account: (value: string): Read<string> =>
    ACCOUNT_ID.test(value)
      ? { value }
      : { message: "is not an account id", hint: "an account has 12 digits: 111122223333" },
};
