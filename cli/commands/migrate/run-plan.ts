import { connect } from "../../toolkit/aws/connect";
import { planMigration } from "../../migrate/plan/plan-migration";
import { planReport } from "../../migrate/plan/plan-report";
import { planText } from "../../migrate/plan/plan-text";
import { checkOutput, writeOutput } from "../../toolkit/write-output";
import { withFlags } from "../flag-names";
import { progressOn, shareOf } from "../progress";
import { terminalOf } from "../put-report";
import { write } from "../write";
import { keepLifecyclePolicy } from "./keep-lifecycle-policy";
import type { PlanCommandOptions } from "./migrate-options";

/**
 * `ecr-kms migrate plan`: reads a repository, writes the plan to the file named and shows it.
 *
 * @returns the exit code: 0
 * @throws InputError for what cannot be used: exit code 2
 */
export async function runPlan(repository: string, options: PlanCommandOptions): Promise<number> {
  const { key, to, format, output } = options;
  if (output !== undefined) checkOutput(output);
  const progress = progressOn(process.stderr);
  try {
    const sessions = await connect(options);
    const asked = { repository, key, ...(to === undefined ? {} : { to }) };
    const planned = await planMigration(sessions, asked, {
      onProgress: (what, done, total) => {
        progress.show(
          () => `Reading ${what}: ${total === undefined ? done.toLocaleString("en") : shareOf(done, total)}`,
        );
      },
    });
    const plan = { ...planned, warnings: planned.warnings.map(withFlags) };
    progress.clear();
    if (output !== undefined) {
      keepLifecyclePolicy(output, plan);
      writeOutput(output, planText(plan));
    }
    if (format === "json") {
      if (output === undefined) await write(process.stdout, planText(plan));
      return 0;
    }
    const { color } = options;
    await write(process.stdout, planReport(plan, terminalOf(color === undefined ? {} : { color })));
    const next =
      output === undefined
        ? "Nothing was written. To keep the plan for the copy, run it again with --output plan.json"
        : `The plan is in ${output}. Review it, then: ecr-kms migrate copy ${output}`;
    await write(process.stdout, `\n${next}\n`);
    return 0;
  } finally {
    progress.clear();
  }
}
