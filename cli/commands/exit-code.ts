import type { DoctorReport } from "../doctor/doctor";
import { verdictOf } from "../doctor/examination";
import type { CheckReport } from "../report/report";
import type { Severity } from "../rules/finding";
import { SEVERITIES } from "../rules/finding";

/**
 * The exit code of `check`: 1 where access differs from what is expected, or where a finding that is not switched off
 * is at least as severe as `failOn`; else 0.
 */
export function checkExitCode(
  { differences = [], findings }: Pick<CheckReport, "differences" | "findings">,
  failOn: Severity | undefined,
): 0 | 1 {
  if (differences.length > 0) return 1;
  if (failOn === undefined) return 0;
  const limit = SEVERITIES.indexOf(failOn);
  const counts = findings.some(
    ({ severity, suppressed }) => suppressed === undefined && SEVERITIES.indexOf(severity) <= limit,
  );
  return counts ? 1 : 0;
}

/**
 * The exit code of `doctor`: 1 where something is broken, access differs from what is expected, or a finding is as
 * severe as `failOn`; 2 where the state of a key or its grants could not be read, since nobody then knows; else 0.
 */
export function doctorExitCode(report: DoctorReport, failOn: Severity | undefined): 0 | 1 | 2 {
  const verdict = verdictOf(report.examination);
  if (verdict === "broken" || checkExitCode(report, failOn) === 1) return 1;
  return verdict === "not known" ? 2 : 0;
}
