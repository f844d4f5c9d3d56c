import { z } from "zod";
import { isRecord } from "../../../shared/internal";
import { documented } from "./documented";

/**
 * A map whose keys have a form. A key of another form hides nothing that is wrong with its value: zod's own records
 * skip it.
 *
 * @param keys - What every key must be.
 * @param form - The same as a pattern, for the JSON Schema.
 * @param description - What the map is, for the JSON Schema.
 */
export function mapOf<Value extends z.ZodType>(
  keys: z.ZodString,
  form: RegExp,
  value: Value,
  description: string,
): z.ZodRecord<z.ZodString, Value> {
  const map = z.record(z.string(), value).superRefine(
    (given, context) => {
      for (const key of Object.keys(given)) {
        for (const { message } of keys.safeParse(key).error?.issues ?? []) {
          context.addIssue({ code: "custom", path: [key], message });
        }
      }
    },
    { when: ({ value: given }) => isRecord(given) },
  );
  return documented(map, { description, propertyNames: { pattern: form.source } });
}
