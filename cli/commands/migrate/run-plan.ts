import { connect } from "../../toolkit/aws/connect";
import { planMigration } from "../../migrate/plan/plan-migration";
import { planReport } from "../../migrate/plan/plan-report";
import { planText } from "../../migrate/plan/plan-text";
import { checkOutput, writeOutput } from "../../toolkit/write-output";
import { withFlags } from "../flag-names";
import { progressOn, shareOf } from "../progress";
import { terminalOf } from "../put-report";
import { write } from "../write";
import type { PlanCommandOptions } from "./migrate-options";
import { existsSync } from "node:fs";
import type { MigrationPlan } from "../../migrate/migration-plan";
import { readPlan } from "../../migrate/plan/read-plan";
import { InputError } from "../../toolkit/input-error";

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

/**
 * Refuses to put a plan in the place of one that holds a lifecycle policy which the source no longer has: it was taken
 * off for the time of the copy, and the file may be the only place where its text still stands.
 *
 * @param output - The file, which may not exist, or hold something else.
 * @throws InputError with the way out
 */
export function keepLifecyclePolicy(output: string, plan: MigrationPlan): void {
  if (plan.destination.lifecyclePolicy !== undefined || !existsSync(output)) return;
  const before = planIn(output);
  if (before?.destination.lifecyclePolicy === undefined || before.source.arn !== plan.source.arn) return;
  throw new InputError([
    {
      path: output,
      message: `holds the lifecycle policy of ${plan.source.name}, which the repository no longer has: a plan in its place would lose it`,
      hint: "name another file with --output, and keep this one",
    },
  ]);
}

function planIn(path: string): MigrationPlan | undefined {
  try {
    return readPlan(path);
  } catch (error) {
    if (InputError.is(error)) return undefined;
    throw error;
  }
}
