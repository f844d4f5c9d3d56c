import type { CheckContext } from "./check-values";
import { checkProperties, checkText, isRecord, joinPath } from "./check-values";
import { shown } from "./findings";

const ELEMENTS = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"] as const;
const PRINCIPALS = ["AWS", "Service"] as const;

/** Adds a finding for everything that is wrong with statements that a caller adds to a registry policy. */
export function checkRegistryStatements(statements: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (statements === undefined) return;
  if (isUnresolved(statements)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "the statements are known only at deployment");
    return;
  }
  if (!Array.isArray(statements)) {
    findings.add("INVALID_TYPE", path, `must be a list of statements, got ${shown(statements)}`);
    return;
  }
  statements.forEach((statement: unknown, index) => {
    checkStatement(statement, `${path}[${index}]`, context);
  });
}

function checkStatement(statement: unknown, path: string, context: CheckContext): void {
  const { findings } = context;
  if (!isRecord(statement)) {
    findings.add("INVALID_TYPE", path, `must be a statement, got ${shown(statement)}`);
    return;
  }
  const at = (element: string): string => joinPath(path, element);
  const { Sid: sid, Effect: effect, Principal: principal, Condition: condition } = statement;
  checkProperties(statement, ELEMENTS, path, context);
  if (sid !== undefined && checkText(sid, at("Sid"), context) && sid === "AllowReplication")
    findings.add("CONFLICTING_OPTIONS", at("Sid"), "AllowReplication is the Sid of replication itself", {
      hint: "use another Sid",
    });
  if (effect !== "Allow" && effect !== "Deny")
    findings.add("INVALID_OPTION", at("Effect"), `${shown(effect)} is not a choice here`, {
      hint: 'use "Allow" or "Deny"',
    });
  checkPrincipal(principal, at("Principal"), context);
  for (const element of ["Action", "Resource"]) checkTexts(statement[element], at(element), context);
  checkCondition(condition, at("Condition"), context);
  const named = isRecord(principal) ? Object.values(principal).flat() : [];
  if (effect === "Allow" && condition === undefined && named.includes("*"))
    findings.add("GRANTEE_IS_WILDCARD", at("Principal"), "the statement opens the registry to everybody");
}

function checkPrincipal(principal: unknown, path: string, context: CheckContext): void {
  if (!isRecord(principal) || Object.keys(principal).length === 0) {
    context.findings.add("INVALID_TYPE", path, `must name principals, got ${shown(principal)}`, {
      hint: 'give { AWS: ["arn:aws:iam::111111111111:root"] }',
    });
    return;
  }
  checkProperties(principal, PRINCIPALS, path, context);
  for (const [kind, names] of Object.entries(principal)) checkTexts(names, joinPath(path, kind), context);
}

function checkCondition(condition: unknown, path: string, context: CheckContext): void {
  if (condition === undefined) return;
  if (!isRecord(condition)) {
    context.findings.add("INVALID_TYPE", path, `must map operators to keys, got ${shown(condition)}`);
    return;
  }
  for (const [operator, keys] of Object.entries(condition)) {
    const where = joinPath(path, operator);
    if (isRecord(keys))
      for (const [key, values] of Object.entries(keys)) checkTexts(values, joinPath(where, key), context);
    else context.findings.add("INVALID_TYPE", where, `must map keys to values, got ${shown(keys)}`);
  }
}

/** A text, or a list with at least one; of a list the first wrong value is told. */
function checkTexts(value: unknown, path: string, context: CheckContext): void {
  if (!Array.isArray(value)) {
    checkFilled(value, path, context);
    return;
  }
  // An empty list has no value at 0, and is refused like one that has a gap there.
  const wrong =
    value.length === 0 ? 0 : Array.from(value).findIndex((each) => each === "" || !isTextOrLater(each, context));
  if (wrong >= 0) checkFilled(value[wrong], `${path}[${wrong}]`, context);
}

function isTextOrLater(value: unknown, { isUnresolved }: CheckContext): boolean {
  return typeof value === "string" || isUnresolved(value);
}

function checkFilled(value: unknown, path: string, context: CheckContext): void {
  if (checkText(value, path, context) && value === "")
    context.findings.add("INVALID_TYPE", path, "must not be an empty string");
}
