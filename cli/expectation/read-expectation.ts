import { z } from "zod";
import { GRANTEE_KINDS, whyNot } from "../../shared/internal";
import { parsePrincipalText } from "../policy/principal-arn";
import { listWords } from "../toolkit/list-words";
import { OPERATIONS } from "../proof/proof";
import { readBySchema } from "../toolkit/schema/read-by-schema";
import { refusal } from "../toolkit/schema/refusal";
import { shownValue } from "../toolkit/schema/value-words";
import { withoutUndefined } from "../toolkit/without-undefined";
import type { Expectation } from "./expectation";

const PRINCIPAL_FORMS = listWords(
  Object.values(GRANTEE_KINDS).flatMap(({ wording, example }) => (example === undefined ? [] : [wording])),
  "or",
);

const PRINCIPALS = z.array(
  z.string().refine((text) => parsePrincipalText(text) !== undefined, { error: ({ input }) => notAPrincipal(input) }),
);

/** The reason that a topology gives, too. */
function notAPrincipal(input: unknown): string {
  const { message, hint } = whyNot(String(input));
  const why = message.replace("is not a grantee", "is not a principal");
  return refusal(`${shownValue(input)} ${why}`, hint ?? `write ${PRINCIPAL_FORMS}`);
}

const OPERATION = z.enum(OPERATIONS);

const EXPECTS_NOTHING = refusal(
  "expects nothing",
  'Name repositories: { "repositories": { "orders": { "pull": ["arn:aws:iam::…"] } } }.',
);

/** A file of intended access. */
const EXPECTATION_SCHEMA = z
  .strictObject({
    $schema: z.string().optional(),
    kmsModel: z.enum(["documented", "two-way"]).optional(),
    repositories: z.record(z.string(), z.partialRecord(OPERATION, PRINCIPALS.optional())).optional(),
    never: z
      .array(
        z.strictObject({
          principals: PRINCIPALS,
          repositories: z.array(z.string()).optional(),
          operations: z.array(OPERATION).optional(),
        }),
      )
      .optional(),
  })
  .refine(({ repositories, never }) => repositories !== undefined || never !== undefined, { error: EXPECTS_NOTHING });

/**
 * Checks a parsed file of intended access.
 *
 * @param json - What the file holds.
 * @param path - Its path as the user gave it, for messages.
 * @throws InputError with everything that is wrong with it
 */
export function readExpectation(json: unknown, path: string): Expectation {
  const { kmsModel, repositories = {}, never } = readBySchema(EXPECTATION_SCHEMA, json, path);
  const expected = Object.entries(repositories).map(([name, access]) => [name, withoutUndefined(access)] as const);
  return withoutUndefined({ kmsModel, repositories: Object.fromEntries(expected), never }) as Expectation;
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
