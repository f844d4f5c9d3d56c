import type { ReportingDescriptor, Result } from "sarif";
import type { RuleFinding, Severity } from "../../rules/finding";
import { sameCheckElsewhere } from "../table/findings-section";
import { statementName } from "../table/call-lines";
import { fingerprint, locationsOf } from "./location";

/** Code scanning shows 9.0 and more as critical, 7.0 as high, 4.0 as medium, and less as low. */
export const LEVELS: Readonly<Record<Severity, { readonly level: Result.level; readonly score: string }>> = {
  critical: { level: "error", score: "9.5" },
  high: { level: "error", score: "8.0" },
  medium: { level: "warning", score: "5.5" },
  low: { level: "note", score: "2.0" },
};

/** The rule of a finding. */
export function findingRule({ rule, title, severity, see, elsewhere }: RuleFinding): ReportingDescriptor {
  const same = sameCheckElsewhere(elsewhere);
  return {
    id: rule,
    shortDescription: { text: title },
    fullDescription: { text: same === "" ? title : `${title} The same check elsewhere: ${same}.` },
    helpUri: see,
    defaultConfiguration: { level: LEVELS[severity].level },
    properties: { "security-severity": LEVELS[severity].score, tags: ["security", "aws", "ecr"] },
  };
}

/** A finding as a result. */
export function findingResult(finding: RuleFinding): Result {
  const { rule, severity, subject, message, hint, source, statement, suppressed, replacement } = finding;
  const where = statement === undefined ? "" : `, ${statementName(statement)}`;
  return {
    ruleId: rule,
    level: LEVELS[severity].level,
    message: { text: `${subject}${where}: ${message} ${hint}` },
    locations: locationsOf(source),
    partialFingerprints: fingerprint(
      rule,
      subject,
      source?.address ?? "",
      statement?.sid ?? String(statement?.index ?? ""),
    ),
    ...(replacement === undefined ? {} : { properties: { replacement } }),
    ...(suppressed === undefined ? {} : { suppressions: [{ kind: "external", justification: suppressed }] }),
  };
}
