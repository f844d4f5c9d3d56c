import { z } from "zod";
import { OPERATIONS } from "../../proof/proof";
import { documented } from "../../toolkit/schema/documented";
import { DOCUMENT, SOURCE, STATEMENT, STATEMENT_REF } from "./document-schemas";

/** One of the operations. */
export const OPERATION = documented(z.enum(OPERATIONS), { id: "operation" });

const VERDICT = documented(z.enum(["allowed", "denied", "unknown", "none"]), { id: "verdict" });
const DECISION = z.enum(["allowed", "denied", "unknown"]);

/** Indexes into a list of the report. */
export function indexesInto(list: string): z.ZodArray<z.ZodNumber> {
  return documented(z.array(z.number()), { description: `Indexes into ${list}.` });
}

/** A principal. */
export const PRINCIPAL = documented(
  z.object({
    arn: z.string(),
    kind: z.enum(["role", "user", "account", "organization", "lambda", "service"]),
    name: z.string(),
    accountId: documented(z.string(), { description: "Empty for an organization." }),
    source: SOURCE.exactOptional(),
  }),
  { id: "principal" },
);

/** A repository. */
export const REPOSITORY = documented(
  z.object({
    arn: z.string(),
    name: z.string(),
    accountId: z.string(),
    region: z.string(),
    keyArn: documented(z.string().exactOptional(), {
      description:
        "The key that encrypts it: absent where it is none of a customer's, «unknown: …» where it is not known.",
    }),
    source: SOURCE.exactOptional(),
  }),
  { id: "repository" },
);

/** Cells with the same answer and reasons. */
export const CELLS = documented(
  z.object({
    operation: OPERATION,
    documented: documented(VERDICT, { description: "By what AWS documents." }),
    twoWay: documented(VERDICT, { description: "By the two-way model." }),
    oneSided: documented(z.boolean(), {
      description: "Denied or unknown by either model although a document allows some of it.",
    }),
    principals: indexesInto("principals"),
    repositories: indexesInto("repositories"),
    explanation: documented(z.number().exactOptional(), {
      description: "For one-sided cells: the reasons, as an index into explanations.",
    }),
  }),
  { id: "cells", description: "Each of principals with each of repositories has this answer, for the same reasons." },
);

const REMEDY = documented(
  z.object({
    document: DOCUMENT,
    text: z.string(),
    statement: documented(STATEMENT.exactOptional(), { description: "Absent where no statement helps." }),
  }),
  { id: "remedy", description: "What to add to a document, or to change in it." },
);

const CALL = z.object({
  action: documented(z.string(), { description: "ecr:PutImage, kms:CreateGrant." }),
  resource: documented(z.string(), { description: "An ARN, or *." }),
  neededBy: documented(z.enum(["documented", "two-way"]), { description: "Which model asks for it." }),
  see: documented(z.string(), { description: "The page that says so." }),
  context: documented(z.record(z.string(), z.union([z.string(), z.array(z.string())])), {
    description: "The condition context that it is judged with.",
  }),
});

const OPINION = z.object({
  document: DOCUMENT,
  says: z.enum(["allows", "denies", "nothing", "unknown"]),
  decisive: documented(z.boolean(), {
    description: "Whether the call fails for want of this document's Allow, or because of its Deny.",
  }),
  statements: z.array(STATEMENT_REF),
  nearMisses: documented(z.array(STATEMENT_REF), { description: "Statements for this action that do not match." }),
});

/** The reasons of an answer. */
export const EXPLANATION = documented(
  z.object({
    calls: z.array(
      z.object({
        call: CALL,
        verdict: DECISION,
        because: z.string(),
        unknowns: documented(z.array(z.string()).exactOptional(), { description: "What would have to be known." }),
        opinions: z.array(OPINION),
        remedies: z.array(REMEDY),
      }),
    ),
    notes: z.array(z.string()),
    remedies: documented(z.array(REMEDY), { description: "Those of all calls together." }),
  }),
  {
    id: "explanation",
    description: "The reasons of an answer, given with the names of the first principal and repository that have it.",
  },
);

/** A statement that changes no answer. */
export const UNUSED = z.object({ document: DOCUMENT, statement: STATEMENT_REF });
