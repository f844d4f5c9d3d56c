import type { z } from "zod";
import type { Problem } from "../input-error";
import { nearest } from "../nearest";
import { issueRefusal } from "./issue-refusal";
import { refusalIn } from "./refusal";
import { knownNames, schemaPlace } from "./schema-place";

type Issue = z.core.$ZodIssue;

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
      message: "is not known here",
      hint: meantName(key, known),
    }));
  }
  return [{ path: at(schemaPlace(schema, path).place), ...issueRefusal(issue) }];
}

/** The issues of the option of a union that was meant: the one whose kind of value was given. */
function meantOption(errors: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return errors.find((issues) => !issues.some(isOfAnotherKind));
}

function isOfAnotherKind({ code, path, input }: Issue): boolean {
  return path.length === 0 && (code === "invalid_type" || (code === "invalid_value" && typeof input !== "string"));
}

/** The name that was probably meant, and those that there are. */
function meantName(name: string, known: readonly string[]): string {
  if (known.length === 0) return "Leave it out.";
  const near = nearest(name, known);
  return `${near === undefined ? "" : `Did you mean ${near}? `}Known are ${known.join(", ")}.`;
}
