import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkProperties, checkText, joinPath } from "../findings/checks";
import { shown } from "../findings/findings";

/** What is particular to the statements of one kind of policy. */
export interface StatementRules {
  /** The elements that such a statement can have. */
  readonly elements: readonly string[];
  /** What a statement that allows everybody does. */
  readonly opens: string;
}

/**
 * Adds a finding for everything that is wrong with a statement of a resource policy that a caller wrote, one that lets
 * everybody in among it. An empty condition is refused: it narrows nothing.
 */
export function checkStatement(
  statement: unknown,
  path: string,
  { elements, opens }: StatementRules,
  context: CheckContext,
): void {
  const { findings } = context;
  if (!isRecord(statement)) {
    findings.add("INVALID_TYPE", path, `must be a statement, got ${shown(statement)}`);
    return;
  }
  const at = (element: string): string => joinPath(path, element);
  const { Sid: sid, Effect: effect, Principal: principal, Condition: condition } = statement;
  checkProperties(statement, elements, path, context);
  if (sid !== undefined) checkText(sid, at("Sid"), context);
  if (effect !== "Allow" && effect !== "Deny")
    findings.add("INVALID_OPTION", at("Effect"), `${shown(effect)} is not one of the documented values`, {
      hint: 'use "Allow" or "Deny"',
    });
  checkPrincipal(principal, at("Principal"), context);
  for (const element of ["Action", "Resource"].filter((each) => elements.includes(each)))
    checkTexts(statement[element], at(element), context);
  if (condition !== undefined) checkEach(condition, at("Condition"), checkKeys, context);
  else if (effect === "Allow" && isRecord(principal) && Object.values(principal).flat().includes("*"))
    findings.add("GRANTEE_IS_WILDCARD", at("Principal"), opens);
}

function checkPrincipal(principal: unknown, path: string, context: CheckContext): void {
  if (!isRecord(principal) || Object.keys(principal).length === 0) {
    context.findings.add("INVALID_TYPE", path, `must name principals, got ${shown(principal)}`, {
      hint: 'give { AWS: ["arn:aws:iam::111111111111:root"] }',
    });
    return;
  }
  checkProperties(principal, ["AWS", "Service"], path, context);
  checkEach(principal, path, checkTexts, context);
}

type Check = (value: unknown, path: string, context: CheckContext) => void;

const checkKeys: Check = (keys, path, context) => {
  checkEach(keys, path, checkTexts, context);
};

function checkEach(record: unknown, path: string, check: Check, context: CheckContext): void {
  if (!isRecord(record) || Object.keys(record).length === 0)
    context.findings.add("INVALID_TYPE", path, `must be an object with properties, got ${shown(record)}`);
  else for (const [property, value] of Object.entries(record)) check(value, joinPath(path, property), context);
}

/** A text, or a list with at least one; of a list, only the first wrong value is reported. */
function checkTexts(value: unknown, path: string, context: CheckContext): void {
  if (!Array.isArray(value)) {
    checkNonEmpty(value, path, context);
    return;
  }
  if (value.length === 0) checkNonEmpty("", path, context);
  // A gap in the list is a wrong value too: `findIndex` of a copy sees it.
  const wrong = Array.from(value).findIndex((each) => each === "" || !isTextOrLater(each, context));
  if (wrong >= 0) checkNonEmpty(value[wrong], `${path}[${wrong}]`, context);
}

function isTextOrLater(value: unknown, { isUnresolved }: CheckContext): boolean {
  return typeof value === "string" || isUnresolved(value);
}

function checkNonEmpty(text: unknown, path: string, context: CheckContext): void {
  if (text === "") context.findings.add("INVALID_TYPE", path, "must not be empty");
  else checkText(text, path, context);
}
