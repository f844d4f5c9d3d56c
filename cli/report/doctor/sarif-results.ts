import type { ReportingDescriptor, Result } from "sarif";
import { fingerprint } from "../sarif/location";
import { LEVELS } from "../sarif/finding-results";
import type { Diagnosis } from "../../doctor/diagnosis";
import type { Examination } from "../../doctor/examination";
import { PAGES } from "../../doctor/diagnose/words";
import { severityWord, subjectName } from "./words";

const SEVERITY = { broken: "critical", "at risk": "high", unknown: "medium", note: "low" } as const;

/** Each diagnosis as a rule, `doctor/<code>`. */
export function diagnosisRules({ diagnoses }: Examination): readonly ReportingDescriptor[] {
  return diagnoses.map((diagnosis) => {
    const { level, score } = LEVELS[SEVERITY[severityWord(diagnosis)]];
    return {
      id: `doctor/${diagnosis.code}`,
      shortDescription: { text: diagnosis.code.replaceAll("-", " ") },
      helpUri: diagnosis.see ?? PAGES.encryption,
      defaultConfiguration: { level },
      properties: { "security-severity": score, tags: ["aws", "ecr", "kms"] },
    };
  });
}

/** Each diagnosis as a result: it stands in an account, and in no file. */
export function diagnosisResults(examination: Examination): readonly Result[] {
  return examination.diagnoses.map((diagnosis) => resultOf(diagnosis, examination));
}

function resultOf(diagnosis: Diagnosis, examination: Examination): Result {
  const { code, subject, message, remedy, commands = [] } = diagnosis;
  return {
    ruleId: `doctor/${code}`,
    level: LEVELS[SEVERITY[severityWord(diagnosis)]].level,
    message: { text: `${subjectName(diagnosis, examination)}: ${message} ${remedy}` },
    locations: [{ logicalLocations: [{ fullyQualifiedName: subject, kind: "resource" }] }],
    partialFingerprints: fingerprint("doctor", code, subject),
    ...(commands.length === 0 ? {} : { properties: { commands } }),
  };
}
