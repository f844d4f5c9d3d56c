import { hasUnknown } from "../policy/unknown";
import { distinctItems } from "./collection-functions";
import { booleanValue, encodedJson, listValue, numberValue, objectValue, textValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import { evaluated } from "./lazy-object";
import { exact, NOT_KNOWN, passing, type TerraformFunctions } from "./terraform-function";

/** The functions that make a value one of another type. */
export const CONVERSION_FUNCTIONS: TerraformFunctions = {
  jsonencode: passing(([value]) => encodedJson(evaluated(value))),
  // Markers are written so that they do not break the JSON around them.
  jsondecode: passing(([text]) => decodedJson(textValue(text))),
  tobool: exact(([value]) => (value === null ? null : booleanValue(value))),
  tolist: passing(([value]) => listValue(value)),
  tomap: passing(([value]) => objectValue(value)),
  tonumber: exact(([value]) => (value === null ? null : numberValue(value))),
  toset: passing(([value]) => setOf(listValue(value))),
  tostring: passing(([value]) => (value === null ? null : textValue(value))),
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
};

/** A set is gone through in order, which is known only when all of its texts are. */
function setOf(items: readonly unknown[]): readonly unknown[] {
  const distinct = distinctItems(items);
  if (distinct.some((item) => typeof item !== "string" || hasUnknown(item))) return distinct;
  return [...distinct].sort();
}

function decodedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (hasUnknown(text)) return NOT_KNOWN;
    throw new ExpressionProblem("no JSON");
  }
}
