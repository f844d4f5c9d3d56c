import type { StatementRules } from "./check-statement";
import { checkStatement } from "./check-statement";
import type { CheckContext } from "../findings/checks";
import { isRecord } from "../base/record";
import { joinPath } from "../findings/checks";
import { shown } from "../findings/findings";

const RULES: StatementRules = {
  elements: ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"],
  opens: "the statement opens the registry to everybody",
};

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
    const at = `${path}[${index}]`;
    checkStatement(statement, at, RULES, context);
    if (isRecord(statement) && statement["Sid"] === "AllowReplication")
      findings.add("CONFLICTING_OPTIONS", joinPath(at, "Sid"), "AllowReplication is the Sid of replication itself", {
        hint: "use another Sid",
      });
  });
}
