import type { ReportingDescriptor, Result } from "sarif";
import type { Difference } from "../../expectation/expectation";
import type { CheckReport } from "../report";
import { fingerprint, locationsOf } from "./location";

/** The rule of every difference. */
export const DIFFERENCE_RULE: ReportingDescriptor = {
  id: "access-as-expected",
  shortDescription: { text: "Access is as it is expected." },
  fullDescription: { text: "Exactly those have access who are named in the file that was given with --expect." },
  helpUri: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html",
  defaultConfiguration: { level: "error" },
  properties: { "security-severity": "8.0", tags: ["security", "aws", "ecr"] },
};

/** A difference as a result; it stands where the repository does. */
export function differenceResult(difference: Difference, { proof }: CheckReport): Result {
  const { principal, repository, operation, message, at, key, gap, ...rest } = difference;
  const source = at === undefined ? undefined : proof.repositories[at.repository]?.source;
  const known = [key, gap].flatMap((each) => each ?? []);
  return {
    ruleId: DIFFERENCE_RULE.id,
    level: "error",
    message: { text: message },
    locations: locationsOf(source),
    partialFingerprints: fingerprint(DIFFERENCE_RULE.id, principal, repository, operation, ...known),
    properties: { principal, repository, operation, ...rest, ...(key && { key }), ...(gap && { gap }) },
  };
}
