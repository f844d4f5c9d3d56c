import type { Problem } from "../toolkit/input-error";
import type { RuleFinding } from "../rules/finding";

/** A finding for people: what it is about, what is wrong, how to fix it. */
export function findingText({ subject, statement, message, hint }: RuleFinding): string {
  return `${subject}${statementName(statement)}: ${message}\n${hint}`;
}

/** What is wrong with a document that cannot be read, for people. */
export function problemText({ path, message, hint }: Problem): string {
  return `${path}: ${message}\n${hint}`;
}

function statementName(statement: RuleFinding["statement"]): string {
  if (statement === undefined) return "";
  return statement.sid === undefined ? `, statement ${statement.index + 1}` : `, statement ${statement.sid}`;
}
