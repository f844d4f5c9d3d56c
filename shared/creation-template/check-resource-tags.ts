import type { CheckContext } from "../findings/check-values";
import { isRecord } from "../base/record";
import { checkText, joinPath } from "../findings/check-values";
import { shown } from "../findings/findings";

/**
 * Checks the tags that a template gives to repositories.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-using-tags.html
 */
export function checkResourceTags(value: unknown, path: string, context: CheckContext): void {
  if (value === undefined) return;
  if (context.isUnresolved(value)) {
    context.findings.add("UNRESOLVED_STRUCTURE", path, "which tags there are is known only at deployment");
    return;
  }
  if (!isRecord(value)) {
    context.findings.add("INVALID_TYPE", path, `must be tags and their values, got ${shown(value)}`);
    return;
  }
  for (const [key, text] of Object.entries(value)) {
    const where = joinPath(path, key);
    if (key.length < 1 || key.length > 128 || key.toLowerCase().startsWith("aws:"))
      context.findings.add("INVALID_OPTION", where, `${shown(key)} cannot be the key of a tag`, {
        hint: "use 1 to 128 characters that do not begin with aws:, which AWS reserves",
      });
    if (checkText(text, where, context) && text.length > 256)
      context.findings.add("INVALID_OPTION", where, `has ${text.length} characters, AWS keeps 256 of a tag`, {
        hint: "give a shorter value",
      });
  }
}
