import { z } from "zod";
import { GRANTEE_KINDS, whyNot } from "../../shared/internal";
import { parsePrincipalText } from "../policy/principal-arn";
import { documented, jsonSchemaOf, type JsonSchema } from "../toolkit/schema/documented";
import { listWords } from "../toolkit/list-words";
import { mapOf } from "../toolkit/schema/map-of";
import { refusal, someText, textOfForm, whereMissing } from "../toolkit/schema/refusal";
import { shownValue } from "../toolkit/schema/value-words";
import { KEY_OPERATIONS, NAMEABLE_OPERATIONS, REPOSITORY_OPERATIONS } from "./nameable-operations";
import { PARTY } from "./party-schema";

const PRINCIPAL_FORMS = listWords(
  Object.values(GRANTEE_KINDS).flatMap(({ wording, example }) => (example === undefined ? [] : [wording])),
  "or",
);

/** The reason that a topology gives, too. */
function notAPrincipal(input: unknown): string {
  const { message, hint } = whyNot(String(input));
  const why = message.replace("is not a grantee", "is not a principal");
  const everybody = input === "*" ? 'write { "anyone": {} } for every AWS account' : undefined;
  return refusal(`${shownValue(input)} ${why}`, everybody ?? hint ?? `write ${PRINCIPAL_FORMS}`);
}

const PRINCIPAL = z
  .string()
  .refine((text) => parsePrincipalText(text) !== undefined, { error: ({ input }) => notAPrincipal(input) });

const ENTRIES = documented(z.array(z.union([PRINCIPAL, PARTY])), {
  id: "entries",
  description: "Who may: ARNs, account ids, organizations, or parties as the report's JSON names them.",
});

const REPOSITORY = documented(z.partialRecord(z.enum(REPOSITORY_OPERATIONS), ENTRIES.optional()), {
  id: "repository",
  description: "Operation → who may. Whom an operation does not name nobody expects.",
});

const KEY_NAME = /^(?:alias\/[\w/-]+|arn:[\w-]+:kms:[\w-]+:\d{12}:(?:key|alias)\/[\w/-]+)$/;
const KEYS = mapOf(
  textOfForm(KEY_NAME, "a key", 'Name it by its alias, "alias/ecr/registry", or by its ARN.'),
  KEY_NAME,
  z.partialRecord(z.enum(KEY_OPERATIONS), ENTRIES.optional()),
  "Alias or ARN of a key → operation → who may.",
);

const NEVER = z.strictObject({
  principals: ENTRIES,
  repositories: documented(z.array(z.string()).optional(), { description: "By default all that are compared." }),
  operations: documented(z.array(z.enum(NAMEABLE_OPERATIONS)).optional(), {
    description: "By default all that are not ignored.",
  }),
});

const ACCEPT = z.strictObject({
  gap: documented(someText(whereMissing("Copy the id that the report prints.")), {
    description: "The id that the report prints.",
  }),
  reason: documented(someText(whereMissing("Say why this need not be known; the report repeats it.")), {
    description: "Why it need not be known; the report repeats it.",
  }),
});

const VERSION = z.literal(1, {
  error: ({ input }) =>
    refusal(
      `${shownValue(input)} is not a version that this release knows`,
      "This release knows version 1: write that, or use a later release of ecr-kms-cli.",
    ),
});

const EXPECTS_NOTHING = refusal(
  "expects nothing",
  'Name repositories: { "repositories": { "orders": { "pull": ["arn:aws:iam::…"] } } }.',
);

/** A file of expected access. */
export const EXPECTATION_SCHEMA = documented(
  z
    .strictObject({
      $schema: z.string().optional(),
      version: documented(VERSION.optional(), { description: "The version of this format; 1 where it is left out." }),
      kmsModel: documented(z.enum(["documented", "two-way"]).optional(), {
        description: "Which model must let the access through: what AWS documents, or the two-way model.",
      }),
      repositories: documented(z.record(z.string(), REPOSITORY).optional(), {
        description: 'Name or ARN of a repository → who may; "*" stands for each that is not named.',
      }),
      keys: KEYS.optional(),
      never: documented(z.array(NEVER).optional(), { description: "Who must not, whatever else is named." }),
      ignore: documented(z.array(z.enum(NAMEABLE_OPERATIONS)).optional(), {
        description: "Operations that are not compared.",
      }),
      only: documented(
        z.array(someText()).min(1, refusal("names nothing", "Name repositories, or leave it out.")).optional(),
        {
          description: "The repositories that are compared, by name or ARN; * is a wildcard.",
        },
      ),
      accept: documented(z.array(ACCEPT).optional(), { description: "What may stay unknown, each with its reason." }),
    })
    .refine(
      ({ repositories, keys, never, accept }) => [repositories, keys, never, accept].some((each) => each !== undefined),
      { error: EXPECTS_NOTHING },
    ),
  { title: "expected-access.json", description: "Who may do what with which repository, and nobody else." },
);

/** The JSON Schema of a file of expected access, from which editors complete and explain it: `schema.json` here. */
export function expectationSchema(): JsonSchema {
  return jsonSchemaOf(EXPECTATION_SCHEMA);
}
