import type { z } from "zod";
import type { Problem } from "../input-error";
import { nearest } from "../nearest";
import { refusalIn, type Refusal } from "./refusal";
import { knownNames, schemaPlace } from "./schema-place";
import { expectedWords, shownValue, valueKind } from "./value-words";

type Issue = z.core.$ZodIssue;

/** As many known names as somebody reads; more of them stand in the documentation. */
const MOST_NAMES = 20;

/**
 * What zod found wrong, as problems with paths, values and fixes in our words.
 *
 * @param schema - What the value was read by.
 * @param source - What every path begins with.
 */
export function problemsOfIssues(
  issues: readonly Issue[],
  schema: z.core.$ZodType,
  source: string,
): readonly Problem[] {
  return issues.flatMap((issue) => problemsOfIssue(issue, [], schema, source));
}

function problemsOfIssue(
  issue: Issue,
  before: readonly PropertyKey[],
  schema: z.core.$ZodType,
  source: string,
): readonly Problem[] {
  const path = [...before, ...issue.path];
  if (issue.code === "invalid_union" && refusalIn(issue.message) === undefined) {
    const meant = meantOption(issue.errors);
    if (meant !== undefined) return meant.flatMap((each) => problemsOfIssue(each, path, schema, source));
  }
  const at = (place: string): string => (place === "" ? source : `${source}: ${place}`);
  if (issue.code === "unrecognized_keys") {
    const known = knownNames(schemaPlace(schema, path).schema).filter((name) => !name.startsWith("$"));
    return issue.keys.map((key) => ({
      path: at(schemaPlace(schema, [...path, key]).place),
      ...(refusalIn(issue.message) ?? { message: "is not known here", hint: meantName(key, known) }),
    }));
  }
  return [{ path: at(schemaPlace(schema, path).place), ...refusalOf(issue) }];
}

/** The issues of the option of a union that was meant: the one whose kind of value was given. */
function meantOption(errors: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return errors.find((issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0));
}

/**
 * The way out for a name that is not known.
 *
 * @param known - The names that are.
 */
export function meantName(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const meant = near === undefined ? [] : [`Did you mean ${near}?`];
  const all = known.length > MOST_NAMES && near !== undefined ? [] : [`Known are ${known.join(", ")}.`];
  return known.length === 0 ? "Leave it out." : [...meant, ...all].join(" ");
}

function refusalOf(issue: Issue): Refusal {
  const own = refusalIn(issue.message);
  if (own !== undefined) return own;
  switch (issue.code) {
    case "invalid_type":
      return wrongKind(issue.input, [issue.expected]);
    case "invalid_value":
      return notOneOf(issue.input, issue.values);
    case "invalid_union":
      return "options" in issue
        ? notOneOf(discriminating(issue), issue.options)
        : wrongKind(
            issue.input,
            issue.errors.flat().flatMap((each) => (each.code === "invalid_type" ? [each.expected] : [])),
          );
    case "invalid_key":
      return issue.issues.map(refusalOf)[0] ?? { message: "is not a key", hint: "Correct it." };
    case "too_small":
      return outOfBounds(issue.input, issue.origin, `at least ${issue.minimum}`);
    case "too_big":
      return outOfBounds(issue.input, issue.origin, `at most ${issue.maximum}`);
    default:
      return { message: `${shownValue(issue.input)} is not allowed: ${issue.message}`, hint: "Correct it." };
  }
}

function discriminating({
  input,
  discriminator = "",
}: {
  readonly input?: unknown;
  readonly discriminator?: string | undefined;
}): unknown {
  return (input as Readonly<Record<string, unknown>>)[discriminator];
}

function wrongKind(value: unknown, expected: readonly string[]): Refusal {
  const words = expected.map(expectedWords);
  const hint = words[0]?.hint ?? "Correct it.";
  if (value === undefined) return { message: "is missing", hint };
  return { message: `is ${valueKind(value)}, not ${words.map(({ noun }) => noun).join(" or ")}`, hint };
}

function notOneOf(value: unknown, values: readonly z.core.util.Primitive[]): Refusal {
  const known = values.map((each) => (typeof each === "string" ? each : String(each)));
  const hint = `Write one of: ${known.join(", ")}.`;
  if (value === undefined) return { message: "is missing", hint };
  if (typeof value !== "string") return { message: `is ${valueKind(value)}, not one of its values`, hint };
  const near = nearest(value, known);
  return {
    message: `${shownValue(value)} is none of its values`,
    hint: near === undefined ? hint : `Did you mean ${near}? ${hint}`,
  };
}

function outOfBounds(value: unknown, origin: string, bound: string): Refusal {
  const size = typeof value === "string" || Array.isArray(value) ? value.length : undefined;
  const unit = origin === "string" ? " characters" : " entries";
  if (size === undefined) return { message: `is ${shownValue(value)}, not ${bound}`, hint: `Write ${bound}.` };
  return { message: `has ${size}${unit}, not ${bound}`, hint: `Write ${bound}.` };
}
