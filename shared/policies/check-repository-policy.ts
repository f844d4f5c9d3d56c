import type { StatementRules } from "./check-statement";
import { checkStatement } from "./check-statement";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { checkChoice, checkProperties, joinPath } from "../findings/checks";
import { SIZE_LIMITS } from "./document-size";
import { shown } from "../findings/findings";

/** The documents of repositories name no resource. */
const RULES: StatementRules = {
  elements: ["Sid", "Effect", "Principal", "Action", "Condition"],
  opens: "opens every repository of the template to everybody",
};

/**
 * Checks the policy that every repository of a template gets: that it is one, opens no repository to everybody, and is
 * not larger than ECR takes.
 */
export function checkRepositoryPolicy(policy: unknown, path: string, context: CheckContext): void {
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
      hint: "give an object, as repositoryPolicy() returns it, not a string",
    });
    return;
  }
  const found = findings.count;
  checkProperties(policy, ["Version", "Statement"], path, context);
  checkChoice(policy["Version"], ["2012-10-17"], joinPath(path, "Version"), context);
  for (const [index, statement] of statements.entries())
    checkStatement(statement, `${joinPath(path, "Statement")}[${index}]`, RULES, context);
  if (findings.count > found) return;
  const { length } = JSON.stringify(policy);
  const { limit } = SIZE_LIMITS["repository-policy"];
  if (length > limit)
    findings.add("DOCUMENT_TOO_LARGE", path, `has ${length} characters; AWS allows ${limit} in a repository policy`, {
      hint: "grant an organization instead of accounts",
    });
}
