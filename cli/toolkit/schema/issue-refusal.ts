import type { z } from "zod";
import { nearest } from "../nearest";
import { refusalIn, type Refusal } from "./refusal";
import { expectedWords, shownValue, valueKind } from "./value-words";

/** The words for an issue: those of its schema, or ours for what zod found. */
export function issueRefusal(issue: z.core.$ZodIssue): Refusal {
  const own = refusalIn(issue.message);
  if (own !== undefined) return own;
  switch (issue.code) {
    case "invalid_type":
      return wrongKind(issue.input, [issue.expected]);
    case "invalid_value":
      return notOneOf(issue.input, issue.values);
    case "invalid_union":
      return notOfUnion(issue);
    case "invalid_key":
      return issue.issues.map(issueRefusal)[0] ?? { message: "is not a key", hint: "Correct it." };
    case "too_small":
      return outOfBounds(issue.input, issue.origin, `at least ${issue.minimum}`);
    case "too_big":
      return outOfBounds(issue.input, issue.origin, `at most ${issue.maximum}`);
    case "custom":
    case "invalid_element":
    case "invalid_format":
    case "not_multiple_of":
    case "unrecognized_keys":
      return { message: `${shownValue(issue.input)} is not allowed: ${issue.message}`, hint: "Correct it." };
  }
}

type UnionIssue = z.core.$ZodIssueInvalidUnion;

/** Where the kind of an object decides, it alone is wrong; else the value is of none of the kinds that there are. */
function notOfUnion(issue: UnionIssue): Refusal {
  if (!("options" in issue)) {
    const expected = issue.errors.flat().flatMap((each) => (each.code === "invalid_type" ? [each.expected] : []));
    return wrongKind(issue.input, expected);
  }
  const { input, discriminator = "", options } = issue;
  return notOneOf((input as Readonly<Record<string, unknown>>)[discriminator], options);
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
    message: `${shownValue(value)} is not one of its values`,
    hint: near === undefined ? hint : `Did you mean ${near}? ${hint}`,
  };
}

function outOfBounds(value: unknown, origin: string, bound: string): Refusal {
  const size = typeof value === "string" || Array.isArray(value) ? value.length : undefined;
  const unit = origin === "string" ? " characters" : " entries";
  if (size === undefined) return { message: `is ${shownValue(value)}, not ${bound}`, hint: `Write ${bound}.` };
  return { message: `has ${size}${unit}, not ${bound}`, hint: `Write ${bound}.` };
}
