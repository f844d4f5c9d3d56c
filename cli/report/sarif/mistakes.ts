import type { ReportingDescriptor, Result } from "sarif";
import type { CellGroup, Explanation } from "../../proof/proof";
import type { RuleFinding } from "../../rules/finding";
import { decidingRemedies } from "../deciding-remedies";
import type { ExplainedGroup } from "../explained-groups";
import { explainGroups } from "../explained-groups";
import type { Names } from "../names";
import { namesOf } from "../names";
import type { CheckReport } from "../report";
import { sentence } from "../table/mistakes-section";
import { decidingCalls, looksLikeMistake } from "../../proof/kms-model";
import { LEVELS } from "./finding-results";
import { fingerprint, locationsOf } from "./location";
import type { KmsModel } from "../../proof/proof";

/** Code scanning takes 5,000 results of a run. */
const MOST = 2000;

/** The rule of every denial that looks like a mistake: the rule of that name reports them in less detail. */
export const MISTAKE_RULE: ReportingDescriptor = {
  id: "one-sided-access",
  shortDescription: { text: "Where one document allows access, those that must allow it too do." },
  fullDescription: {
    text: "A document allows some of an operation that another document does not allow: the operation is denied, most likely by mistake.",
  },
  helpUri: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html",
  defaultConfiguration: { level: LEVELS.medium.level },
  properties: { "security-severity": LEVELS.medium.score, tags: ["aws", "ecr"] },
};

/** Whether these results say what a finding says, with what fixes it. */
export function isReported({ rule }: RuleFinding): boolean {
  return rule === MISTAKE_RULE.id;
}

/**
 * One result for each group of denials that look like mistakes; it stands where the document does that must change.
 * They stand for the findings of the rule and are suppressed with it.
 */
export async function mistakeResults(report: CheckReport): Promise<readonly Result[]> {
  const { proof, kmsModel, findings } = report;
  const names = namesOf(proof);
  const finding = findings.find(isReported);
  const groups = proof.groups.filter(({ cell }) =>
    finding === undefined ? looksLikeMistake(cell, kmsModel) : cell.oneSided,
  );
  const { explained } = await explainGroups(proof, groups, MOST);
  return explained.map((each) => ({
    ...mistakeResult(each, names, { ...report, kmsModel: modelOf(each.group, kmsModel) }, kmsModel),
    ...(finding === undefined ? {} : { level: LEVELS[finding.severity].level }),
    ...(finding?.suppressed === undefined
      ? {}
      : { suppressions: [{ kind: "external" as const, justification: finding.suppressed }] }),
  }));
}

/** The model by which access is denied: the one that was chosen, or else the other one. */
function modelOf({ cell }: CellGroup, chosen: KmsModel): KmsModel {
  if (looksLikeMistake(cell, chosen)) return chosen;
  return chosen === "documented" ? "two-way" : "documented";
}

function mistakeResult(
  { group, explanation }: ExplainedGroup,
  names: Names,
  report: CheckReport,
  chosen: KmsModel,
): Result {
  const remedies = decidingRemedies(explanation, report.kmsModel);
  const [remedy] = remedies;
  const source = remedy?.document.source ?? explanation.repository.source;
  const by = report.kmsModel === chosen ? "" : `By the ${report.kmsModel} model, `;
  const reason = firstReason(explanation, report.kmsModel);
  const { principal, repository, operation } = explanation;
  const parts = [`${by}${sentence(group, names, report)}.`, reason, ...remedies.map(({ text }) => text)];
  return {
    ruleId: MISTAKE_RULE.id,
    level: LEVELS.medium.level,
    message: { text: parts.filter((part) => part !== "").join(" ") },
    locations: locationsOf(source),
    partialFingerprints: fingerprint(MISTAKE_RULE.id, principal.arn, repository.arn, operation),
    properties: { remedies },
  };
}

function firstReason(explanation: Explanation, kmsModel: KmsModel): string {
  const failed = decidingCalls(explanation, kmsModel).find(({ verdict }) => verdict !== "allowed");
  return failed === undefined ? "" : `${failed.call.action}: ${failed.because}`;
}
