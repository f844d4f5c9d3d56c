import { matchesWildcard } from "../../shared/internal";
import { InputError } from "../toolkit/input-error";
import { readBySchema } from "../toolkit/schema/read-by-schema";
import { withoutUndefined } from "../toolkit/without-undefined";
import type { Expectation } from "./expectation";
import { EXPECTATION_SCHEMA } from "./expectation-schema";

/**
 * Checks a parsed file of intended access.
 *
 * @param json - What the file holds.
 * @param path - Its path as the user gave it, for messages.
 * @throws InputError with everything that is wrong with it
 */
export function readExpectation(json: unknown, path: string): Expectation {
  const { $schema: _, repositories, keys, ...rest } = readBySchema(EXPECTATION_SCHEMA, json, path);
  const expectation = withoutUndefined({
    ...rest,
    repositories: repositories && withoutEmpty(repositories),
    keys: keys && withoutEmpty(keys),
  }) as Expectation;
  refuseOutsideOfOnly(expectation, path);
  return expectation;
}

/** Programs write `undefined` for an operation that they leave out. */
function withoutEmpty(accesses: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(accesses).map(([name, access]) => [name, withoutUndefined(access)]));
}

/** What is named and never compared would look as if it were proved. */
function refuseOutsideOfOnly({ only, repositories = {} }: Expectation, path: string): void {
  if (only === undefined || only.some((pattern) => pattern.startsWith("arn:"))) return;
  const outside = Object.keys(repositories).filter(
    (name) => name !== "*" && !name.startsWith("arn:") && !only.some((pattern) => matchesWildcard(pattern, name)),
  );
  if (outside.length === 0) return;
  throw new InputError(
    outside.map((name) => ({
      path: `${path}: repositories[${JSON.stringify(name)}]`,
      message: "is not among the repositories of only, and would not be compared",
      hint: "add it to only, or take it out",
    })),
  );
}

/**
 * Intended access as functions are given it: as data, or as the path of a file with it.
 *
 * @param read - Reads a file.
 * @throws InputError with everything that is wrong with it
 */
export function givenExpectation(
  given: string | Expectation | undefined,
  read: (path: string) => unknown,
): Expectation | undefined {
  if (given === undefined) return undefined;
  return typeof given === "string" ? readExpectation(read(given), given) : readExpectation(given, "expect");
}
