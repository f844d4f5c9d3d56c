import { z } from "zod";

/** A JSON Schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What a JSON Schema says besides what zod knows: descriptions, names of definitions, conditions. Ours alone: zod has a
 * global one.
 */
const DOCUMENTED = z.registry<Record<string, unknown>>();

/**
 * A schema with words for its JSON Schema.
 *
 * @param about - Keywords of JSON Schema; `id` makes it a definition of that name.
 * @example
 * documented(z.strictObject({}), { id: "setting", description: "What a rule is given." });
 */
export function documented<Schema extends z.ZodType>(schema: Schema, about: JsonSchema): Schema {
  DOCUMENTED.add(schema, about);
  return schema;
}

/** The JSON Schema (draft 7) of what a schema accepts, for editors. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    metadata: DOCUMENTED,
  });
}
