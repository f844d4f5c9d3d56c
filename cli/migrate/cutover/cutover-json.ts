import { counted } from "../../toolkit/amounts";
import type { CutoverCheck } from "./check-cutover";
import { pulumiChanges } from "./pulumi-changes";
import { cutoverSteps } from "./steps";
import { terraformChanges } from "./terraform-changes";

/** A check for programs: everything that the report for people says, and all differences. */
export function cutoverJson(
  check: CutoverCheck,
  deletion?: { readonly deleted: boolean; readonly refusals: readonly string[] },
): string {
  const { plan, ready, checkedAt, differences, recentPulls } = check;
  const { source, destination, references, totals, madeAt } = plan;
  const report = {
    formatVersion: 1,
    source: source.arn,
    destination: destination.arn,
    plannedAt: madeAt,
    checkedAt,
    ready,
    summary: ready
      ? `${counted(totals.manifests, "manifest")} and ${counted(totals.tags, "tag")} are in the destination, and the source is as planned`
      : counted(differences.length, "difference"),
    differences,
    recentPulls,
    ...(ready
      ? { terraform: terraformChanges(plan), pulumi: pulumiChanges(plan), references, steps: cutoverSteps(plan) }
      : {}),
    ...deletion,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
