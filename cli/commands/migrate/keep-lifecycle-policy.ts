import { existsSync } from "node:fs";
import type { MigrationPlan } from "../../migrate/migration-plan";
import { readPlan } from "../../migrate/plan/read-plan";
import { InputError } from "../../toolkit/input-error";

/**
 * Refuses to put a plan in the place of one that holds a lifecycle policy which the source no longer has: it was taken off for the
 * time of the copy, and the file may be the only place where its text still stands.
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
