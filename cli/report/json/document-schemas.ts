import { z } from "zod";
import { documented } from "../../toolkit/schema/documented";

const SCALAR = z.union([z.string(), z.number(), z.boolean()]);
const ONE_OR_MANY = z.union([z.string(), z.array(z.string())]);

/** Where something stands. */
export const SOURCE = documented(
  z.object({
    input: documented(z.string(), {
      description: "The input's path as the user gave it; for a CDKTF folder with # and the stack's name behind.",
    }),
    address: documented(z.string(), {
      description: "An address of Terraform, a URN of Pulumi, or a path in the topology.",
    }),
  }),
  { id: "source", description: "Where something was read." },
);

/** Conditions, as a statement has them. */
export const CONDITION = documented(z.record(z.string(), z.record(z.string(), z.union([SCALAR, z.array(SCALAR)]))), {
  id: "condition",
  description: "As the Condition of a statement: operator → context key → values.",
});

const PRINCIPAL = z.union([z.literal("*"), z.record(z.string(), ONE_OR_MANY)]);

/** A statement of a policy. */
export const STATEMENT = documented(
  z.object({
    Sid: z.string().exactOptional(),
    Effect: z.enum(["Allow", "Deny"]),
    Principal: PRINCIPAL.exactOptional(),
    NotPrincipal: PRINCIPAL.exactOptional(),
    Action: ONE_OR_MANY.exactOptional(),
    NotAction: ONE_OR_MANY.exactOptional(),
    Resource: ONE_OR_MANY.exactOptional(),
    NotResource: ONE_OR_MANY.exactOptional(),
    Condition: CONDITION.exactOptional(),
  }),
  { id: "statement", description: "A statement of a policy, ready to paste." },
);

/** The place and name of a statement. */
export const STATEMENT_NUMBER = z.object({
  index: documented(z.number(), { description: "Its place in the policy, counted from 0." }),
  sid: documented(z.string().exactOptional(), { description: "Absent where it has none." }),
});

/** One of the statements of a document. */
export const STATEMENT_REF = documented(
  STATEMENT_NUMBER.extend({
    missed: documented(z.string().exactOptional(), { description: "For a near miss: why it did not match." }),
  }),
  { id: "statementRef" },
);

/** A document that takes part in decisions. */
export const DOCUMENT = documented(
  z.object({
    kind: z.enum([
      "identity",
      "permissions-boundary",
      "service-control-policy",
      "resource-control-policy",
      "repository-policy",
      "registry-policy",
      "key-policy",
      "grant",
    ]),
    name: z.string(),
    source: documented(SOURCE.exactOptional(), { description: "Absent where the document does not exist." }),
  }),
  { id: "document", description: "A document that takes part in decisions." },
);
