import { hasUnknown, isUnknown } from "../policy/unknown";
import { encodedJson, listValue, numberOf, textOf } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import { evaluated } from "./lazy-object";
import { exact, NOT_KNOWN, type TerraformFunctions } from "./terraform-function";

/** The functions on texts. */
export const TEXT_FUNCTIONS: TerraformFunctions = {
  endswith: exact(([text, end]) => textOf(text).endsWith(textOf(end))),
  // What is unknown in a value stands as a marker in the text.
  format: ([pattern, ...values]) => (hasUnknown(pattern) ? NOT_KNOWN : formatted(textOf(pattern), values)),
  join: ([separator, ...lists]) =>
    lists.some(isUnknown) ? NOT_KNOWN : lists.flatMap(listValue).map(textOf).join(textOf(separator)),
  lower: exact(([text]) => textOf(text).toLowerCase()),
  replace: exact(([text, sought, replacement]) => replaced(textOf(text), textOf(sought), textOf(replacement))),
  split: exact(([separator, text]) => textOf(text).split(textOf(separator))),
  startswith: exact(([text, start]) => textOf(text).startsWith(textOf(start))),
  trimprefix: exact(([text, start]) => {
    const whole = textOf(text);
    return whole.startsWith(textOf(start)) ? whole.slice(textOf(start).length) : whole;
  }),
  trimspace: exact(([text]) => textOf(text).trim()),
  trimsuffix: exact(([text, end]) => {
    const whole = textOf(text);
    return whole.endsWith(textOf(end)) ? whole.slice(0, whole.length - textOf(end).length) : whole;
  }),
  upper: exact(([text]) => textOf(text).toUpperCase()),
};

const VERB = /%(?:%|0?(\d*)([a-zA-Z])|.)/g;

function formatted(pattern: string, values: readonly unknown[]): string {
  let next = 0;
  const text = pattern.replace(VERB, (verb, width: string | undefined, letter: string | undefined) => {
    if (verb === "%%") return "%";
    if (letter === undefined || next >= values.length) throw new ExpressionProblem("a verb without a value");
    const shown = shownAs(letter, evaluated(values[next]));
    next += 1;
    return shown.padStart(Number(width), verb.startsWith("%0") ? "0" : " ");
  });
  if (next < values.length) throw new ExpressionProblem("more values than verbs");
  return text;
}

function shownAs(letter: string, value: unknown): string {
  if (letter === "s") return textOf(value);
  if (letter === "d" && hasUnknown(value)) return textOf(value);
  if (letter === "d") return String(Math.trunc(numberOf(value)));
  if (letter === "q") return encodedJson(textOf(value));
  if (letter === "v") return typeof value === "object" ? encodedJson(value) : textOf(value);
  throw new ExpressionProblem("a verb that is not evaluated");
}

/** A text between slashes is a regular expression. */
function replaced(text: string, sought: string, replacement: string): string {
  if (sought.length < 2 || !sought.startsWith("/") || !sought.endsWith("/")) {
    return text.replaceAll(sought, () => replacement);
  }
  try {
    const pattern = new RegExp(sought.slice(1, -1), "gu");
    return text.replaceAll(
      pattern,
      replacement.replace(/\$\{(\w+)\}/g, (_, name: string) => `$${name}`),
    );
  } catch {
    throw new ExpressionProblem("a regular expression that is not evaluated");
  }
}
