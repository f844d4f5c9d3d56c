import { hasUnknown, isUnknown } from "../policy/unknown";
import { encodedJson, listValue, numberValue, textValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import { evaluated } from "./lazy-object";
import { exact, NOT_KNOWN, type TerraformFunctions } from "./terraform-function";

/** The functions on texts. */
export const TEXT_FUNCTIONS: TerraformFunctions = {
  endswith: exact(([text, end]) => textValue(text).endsWith(textValue(end))),
  // What is unknown in a value stands as a marker in the text.
  format: ([pattern, ...values]) => (hasUnknown(pattern) ? NOT_KNOWN : formatted(textValue(pattern), values)),
  // A value that is not known may be a list of any length.
  formatlist: ([pattern, ...values]) =>
    hasUnknown(pattern) || values.some(isUnknown) ? NOT_KNOWN : formattedList(textValue(pattern), values),
  join: ([separator, ...lists]) =>
    lists.some(isUnknown) ? NOT_KNOWN : lists.flatMap(listValue).map(textValue).join(textValue(separator)),
  lower: exact(([text]) => textValue(text).toLowerCase()),
  replace: exact(([text, sought, replacement]) => replaced(textValue(text), textValue(sought), textValue(replacement))),
  split: exact(([separator, text]) => textValue(text).split(textValue(separator))),
  startswith: exact(([text, start]) => textValue(text).startsWith(textValue(start))),
  trimprefix: exact(([text, start]) => {
    const whole = textValue(text);
    return whole.startsWith(textValue(start)) ? whole.slice(textValue(start).length) : whole;
  }),
  trimspace: exact(([text]) => textValue(text).trim()),
  trimsuffix: exact(([text, end]) => {
    const whole = textValue(text);
    return whole.endsWith(textValue(end)) ? whole.slice(0, whole.length - textValue(end).length) : whole;
  }),
  upper: exact(([text]) => textValue(text).toUpperCase()),
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

/** One text for each item of the lists, which are of one length; what is no list is the same in each. */
function formattedList(pattern: string, values: readonly unknown[]): readonly string[] {
  const lengths = new Set(values.filter(Array.isArray).map(({ length }) => length));
  if (lengths.size > 1) throw new ExpressionProblem("lists of different lengths");
  const [length = 1] = lengths;
  return Array.from({ length }, (_, index) => {
    const items = values.map((value) => (Array.isArray(value) ? (value as readonly unknown[])[index] : value));
    return formatted(pattern, items);
  });
}

function shownAs(letter: string, value: unknown): string {
  if (letter === "s") return textValue(value);
  if (letter === "d" && hasUnknown(value)) return textValue(value);
  if (letter === "d") return String(Math.trunc(numberValue(value)));
  if (letter === "q") return encodedJson(textValue(value));
  if (letter === "v") return typeof value === "object" ? encodedJson(value) : textValue(value);
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
