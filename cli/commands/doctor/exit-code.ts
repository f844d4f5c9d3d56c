import type { DoctorReport } from "../../doctor/doctor";
import { verdictOf } from "../../doctor/examination";
import type { Severity } from "../../rules/finding";
import { exitCode as exitCodeOfCheck } from "../check/exit-code";

/**
 * The exit code of a report: 1 where something is broken, access differs from what is expected, or a finding is as severe as
 * `failOn`; 2 where the state of a key or its grants could not be read, since nobody then knows; else 0.
 */
export function exitCode(report: DoctorReport, failOn: Severity | undefined): 0 | 1 | 2 {
  const verdict = verdictOf(report.examination);
  if (verdict === "broken" || exitCodeOfCheck(report, failOn) === 1) return 1;
  return verdict === "not known" ? 2 : 0;
}
