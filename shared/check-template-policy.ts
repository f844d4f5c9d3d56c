import type { CheckContext } from "./check-values";
import { checkChoice, checkProperties, checkText, isRecord, joinPath } from "./check-values";
import { SIZE_LIMITS } from "./document-size";
import { shown } from "./findings";

/**
 * Checks the policy that every repository of a template gets: that it is one, opens no repository to everybody, and is not
 * larger than ECR takes.
 */
export function checkTemplatePolicy(policy: unknown, path: string, context: CheckContext): void {
  const { findings, isUnresolved } = context;
  if (isUnresolved(policy)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "the policy as a whole is known only at deployment", {
      hint: "give the document as an object; single values in it may be tokens or outputs",
    });
    return;
  }
  const statements = isRecord(policy) ? policy["Statement"] : undefined;
  if (!isRecord(policy) || !Array.isArray(statements) || statements.length === 0) {
    const message = `must be a policy document with statements, got ${shown(policy)}`;
    findings.add("INVALID_TYPE", path, message, {
      hint: "give an object, as repositoryPolicy() makes it, and no text",
    });
    return;
  }
  const found = findings.count;
  checkProperties(policy, ["Version", "Statement"], path, context);
  checkChoice(policy["Version"], ["2012-10-17"], joinPath(path, "Version"), context);
  for (const [index, statement] of statements.entries())
    checkStatement(statement, `${joinPath(path, "Statement")}[${index}]`, context);
  if (findings.count > found) return;
  const { length } = JSON.stringify(policy);
  const { limit } = SIZE_LIMITS["repository-policy"];
  if (length > limit)
    findings.add("DOCUMENT_TOO_LARGE", path, `has ${length} characters, AWS allows ${limit} of a repository policy`, {
      hint: "grant an organization instead of accounts",
    });
}

function checkStatement(statement: unknown, path: string, context: CheckContext): void {
  const { findings } = context;
  if (!isRecord(statement)) {
    findings.add("INVALID_TYPE", path, `must be a statement, got ${shown(statement)}`);
    return;
  }
  const at = (element: string): string => joinPath(path, element);
  const { Sid, Effect: effect, Principal: principal, Action: action, Condition: condition } = statement;
  checkProperties(statement, ["Sid", "Effect", "Principal", "Action", "Condition"], path, context);
  if (Sid !== undefined) checkText(Sid, at("Sid"), context);
  if (effect !== "Allow" && effect !== "Deny")
    findings.add("INVALID_OPTION", at("Effect"), `${shown(effect)} is not a choice here`, {
      hint: 'use "Allow" or "Deny"',
    });
  checkTexts(action, at("Action"), context);
  if (!isRecord(principal))
    findings.add("INVALID_TYPE", at("Principal"), `must be { AWS } or { Service }, got ${shown(principal)}`);
  else {
    checkProperties(principal, ["AWS", "Service"], at("Principal"), context);
    checkEach(principal, at("Principal"), checkTexts, context);
  }
  if (condition !== undefined) checkEach(condition, at("Condition"), checkKeys, context);
  else if (effect === "Allow" && isRecord(principal) && [principal["AWS"]].flat().includes("*"))
    findings.add("GRANTEE_IS_WILDCARD", at("Principal"), "opens every repository of the template to everybody");
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

function checkTexts(value: unknown, path: string, context: CheckContext): void {
  if (!Array.isArray(value)) checkNonEmpty(value, path, context);
  else if (value.length === 0) checkNonEmpty("", path, context);
  else for (const [index, text] of value.entries()) checkNonEmpty(text, `${path}[${index}]`, context);
}

function checkNonEmpty(text: unknown, path: string, context: CheckContext): void {
  if (text === "") context.findings.add("INVALID_TYPE", path, "must not be empty");
  else checkText(text, path, context);
}
