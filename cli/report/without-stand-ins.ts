import type { AccessProof, Explanation } from "../proof/proof";
import type { ShownStandIns } from "../proof/shown-stand-ins";
import { shownStandIns } from "../proof/shown-stand-ins";
import type { CheckReport } from "./report";

/**
 * A report for people: what stands for an id or a name that is chosen at deployment is shown as what it is, since nobody
 * will ever find it.
 */
export function reportForPeople(report: CheckReport): CheckReport {
  const { proof, findings, differences, relaxations, assumptions } = report;
  const shown = shownStandIns(proof.model);
  return {
    ...report,
    proof: proofForPeople(proof, shown),
    findings: shown.everywhere(findings),
    ...(differences && { differences: shown.everywhere(differences) }),
    ...(relaxations && { relaxations: shown.everywhere(relaxations) }),
    ...(assumptions && { assumptions: shown.everywhere(assumptions) }),
  };
}

/** A report for programs: ARNs stay what other fields refer to, sentences name what they stand for. */
export function reportForPrograms(report: CheckReport): CheckReport {
  const { proof, findings, differences } = report;
  const { inSentences } = shownStandIns(proof.model);
  return {
    ...report,
    findings: inSentences(findings),
    ...(differences && { differences: inSentences(differences) }),
  };
}

function proofForPeople(proof: AccessProof, shown: ShownStandIns): AccessProof {
  return {
    ...proof,
    principals: proof.principals.map((each) => withNames(each, shown)),
    parties: shown.everywhere(proof.parties),
    explain: async (...place) => explanationForPeople(await proof.explain(...place), shown),
  };
}

/** The reasons of an answer, for people. */
export function explanationForPeople(explanation: Explanation, shown: ShownStandIns): Explanation {
  const { principal, repository, calls, notes, remedies } = explanation;
  return {
    ...explanation,
    principal: withNames(principal, shown),
    repository: withNames(repository, shown),
    calls: shown.everywhere(calls),
    notes: shown.everywhere(notes),
    remedies: shown.everywhere(remedies),
  };
}

function withNames<T extends { readonly arn: string; readonly name: string }>(
  each: T,
  { everywhere }: ShownStandIns,
): T {
  const [arn, name] = [everywhere(each.arn), everywhere(each.name)];
  return arn === each.arn && name === each.name ? each : { ...each, arn, name };
}
