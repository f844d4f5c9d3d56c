import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkChoice, checkProperties, checkText, joinPath } from "../findings/checks";
import { shown } from "../findings/findings";

/**
 * Adds a finding for everything that is wrong with a filter of ECR: `{ filter, filterType: "WILDCARD" }`.
 *
 * @param checkPattern - Checks the text of the filter; its path is the second argument.
 */
export function checkWildcardFilter(
  value: unknown,
  path: string,
  checkPattern: (filter: string, path: string, context: CheckContext) => void,
  context: CheckContext,
): void {
  if (!isRecord(value)) {
    context.findings.add("INVALID_TYPE", path, `must be a filter, got ${shown(value)}`);
    return;
  }
  const { filter, filterType } = value;
  checkProperties(value, ["filter", "filterType"], path, context);
  checkChoice(filterType, ["WILDCARD"], joinPath(path, "filterType"), context);
  if (checkText(filter, joinPath(path, "filter"), context)) checkPattern(filter, joinPath(path, "filter"), context);
}
