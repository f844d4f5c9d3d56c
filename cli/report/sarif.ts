import type { Log, Notification, ReportingDescriptor, Result } from "sarif";
import { diagnosisResults, diagnosisRules } from "./doctor/sarif-results";
import type { Gap } from "../model/access-model";
import type { CheckReport } from "./report";
import { differenceResult, DIFFERENCE_RULE } from "./sarif/differences";
import { everybodyElseProperties } from "./sarif/everybody-else";
import { findingResult, findingRule } from "./sarif/finding-results";
import { locationsOf } from "./sarif/location";
import { harmlessJson } from "../toolkit/text-layout";
import { isReported, MISTAKE_RULE, mistakeResults } from "./sarif/mistakes";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

/**
 * The report as SARIF 2.1.0, as code scanning takes it: findings (suppressed ones with their reason), differences from
 * what is expected and denials that look like mistakes, each with the input that it stands in and its address there.
 */
export async function sarifReport(report: CheckReport): Promise<string> {
  const { findings, differences = [], version, examination } = report;
  const mistakes = await mistakeResults(report);
  const results = [
    ...(examination === undefined ? [] : diagnosisResults(examination)),
    ...differences.map((each) => differenceResult(each, report)),
    ...mistakes,
    ...findings.filter((finding) => !isReported(finding)).map(findingResult),
  ];
  const rules = usedRules(
    [
      ...(examination === undefined ? [] : diagnosisRules(examination)),
      DIFFERENCE_RULE,
      MISTAKE_RULE,
      ...findings.map(findingRule),
    ],
    results,
  );
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "ecr-kms", semanticVersion: version, rules: [...rules] } },
        columnKind: "utf16CodeUnits",
        invocations: [
          { executionSuccessful: true, toolExecutionNotifications: report.proof.model.gaps.map(gapNotification) },
        ],
        properties: everybodyElseProperties(report),
        results: results.map((result) => ({ ...result, ruleIndex: indexes.get(result.ruleId ?? "") ?? -1 })),
      },
    ],
  };
  return `${harmlessJson(log)}\n`;
}

/** What could not be read is about the run, not about the code. */
function gapNotification({ source, message }: Gap): Notification {
  return { level: "warning", message: { text: message }, locations: locationsOf(source) };
}

/** Each rule once, in the order of first use. */
function usedRules(rules: readonly ReportingDescriptor[], results: readonly Result[]): readonly ReportingDescriptor[] {
  const used = new Set(results.map(({ ruleId }) => ruleId));
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()].filter(({ id }) => used.has(id));
}
