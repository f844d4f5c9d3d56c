import type { z } from "zod";
import { InputError } from "../input-error";
import { problemsOfIssues } from "./problems-of-issues";

/**
 * Reads what somebody wrote by the zod schema of what it should be.
 *
 * @param schema - Objects in it are strict, so that a typing error in a name drops nothing silently.
 * @param value - What the file, or the caller, says.
 * @param source - The file as the user named it, or the argument: every problem's path begins with it.
 * @returns What the schema makes of it.
 * @throws InputError with everything that is wrong, each with its place, the value, what is allowed and a fix
 * @example
 * readBySchema(z.strictObject({ region: z.string() }), { regoin: "eu-central-1" }, "plan.json");
 * // plan.json: region: is missing … plan.json: regoin: is not known here; Did you mean region?
 */
export function readBySchema<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  source: string,
): z.output<Schema> {
  const result = schema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new InputError(problemsOfIssues(result.error.issues, schema, source));
}
