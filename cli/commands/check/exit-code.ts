import type { CheckReport } from "../../report/report";
import type { Severity } from "../../rules/finding";
import { SEVERITIES } from "../../rules/finding";

/**
 * The exit code of a report: 1 where access differs from what is expected, or where a finding that is not switched off is at
 * least as severe as `failOn`; else 0.
 */
export function exitCode(
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
