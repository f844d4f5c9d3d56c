import { z } from "zod";
import { shownValue } from "./value-words";

const SEPARATOR = "\u001e";

/** What is wrong with a value, and how to fix it. */
export interface Refusal {
  readonly message: string;
  readonly hint: string;
}

/**
 * The words of a schema for what it refuses, given where zod takes an `error`.
 *
 * @param message - What is wrong, after the path: `is empty`.
 * @param hint - How to fix it.
 * @example
 * z.array(text).min(1, refusal("names nothing", 'Name subjects: ["repository orders"].'));
 */
export function refusal(message: string, hint: string): string {
  return `${message}${SEPARATOR}${hint}`;
}

/** Takes apart what `refusal` put together; `undefined` for words of zod's own. */
export function refusalIn(text: string): Refusal | undefined {
  const [message = "", hint] = text.split(SEPARATOR);
  return hint === undefined ? undefined : { message, hint };
}

/**
 * The words for a property that is required and missing.
 *
 * @example
 * z.string({ error: whereMissing("Give the policy's name, which messages use.") });
 */
export function whereMissing(hint: string): (issue: { readonly input?: unknown }) => string | undefined {
  return ({ input }) => (input === undefined ? refusal("is missing", hint) : undefined);
}

/**
 * A text of a certain form.
 *
 * @param noun - What a text of another form is not, with its article: `an account id`.
 * @param hint - How to write one.
 */
export function textOfForm(form: RegExp, noun: string, hint: string): z.ZodString {
  return z.string().regex(form, { error: ({ input }) => refusal(`${shownValue(input)} is not ${noun}`, hint) });
}

/** A text that says something. */
export function someText(error?: (issue: { readonly input?: unknown }) => string | undefined): z.ZodString {
  return z.string(error === undefined ? {} : { error }).regex(/\S/, refusal("is empty", 'Write a text: "…".'));
}
