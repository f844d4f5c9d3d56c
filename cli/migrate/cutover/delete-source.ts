import { DeleteRepositoryCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../aws/ask";
import type { AwsSessions } from "../../aws/aws-session";
import { DELETE_CALLS } from "../aws-calls";
import { clientsOf, sessionFor } from "../clients";
import { counted } from "../amounts";
import type { MigrationPlan } from "../migration-plan";
import type { CutoverCheck } from "./check-cutover";
import { checkCutover, QUIET_DAYS } from "./check-cutover";

/** What has to be said for a source to be deleted. */
export interface DeleteQuestion {
  /** The ARN of the source, once more, in the user's own words. */
  readonly confirm: string;
  /** Deletes although images of the source were pulled lately. @default false */
  readonly ignoreRecentPulls?: boolean;
}

/** What became of it. */
export interface DeleteAnswer {
  /** Whether the source is gone. */
  readonly deleted: boolean;
  /** Why it was not deleted; empty when it was. */
  readonly refusals: readonly string[];
  /** The check right before. */
  readonly check: CutoverCheck;
}

/**
 * Deletes the source with everything in it, when it was asked for by its whole ARN and the check right before finds nothing.
 * Nothing that is pushed to the source in the moment between that check and the deletion can be seen: stop the pipelines first.
 *
 * @throws InputError where AWS refuses
 * @example
 * ```ts
 * const confirm = "arn:aws:ecr:us-east-1:123456789012:repository/orders";
 * const { deleted, refusals } = await deleteSource(sessions, plan, { confirm });
 * ```
 */
export async function deleteSource(
  sessions: AwsSessions,
  plan: MigrationPlan,
  asked: DeleteQuestion,
  options: {
    /** What time it is. @default - the clock of this machine */
    readonly now?: () => Date;
  } = {},
): Promise<DeleteAnswer> {
  const check = await checkCutover(sessions, plan, options);
  const refusals = deleteRefusals(check, asked);
  if (refusals.length > 0) return { deleted: false, refusals, check };
  const { registryId, region, name } = plan.source;
  const session = sessionFor(sessions, registryId, `repository ${name}`);
  const { ecr } = clientsOf(session, region, DELETE_CALLS);
  const asking = { path: `repository ${name}`, call: "ecr:DeleteRepository", session };
  await ask(asking, () => ecr.send(new DeleteRepositoryCommand({ registryId, repositoryName: name, force: true })));
  return { deleted: true, refusals: [], check };
}

/** Every reason not to delete the source. */
export function deleteRefusals(
  check: CutoverCheck,
  { confirm, ignoreRecentPulls = false }: DeleteQuestion,
): readonly string[] {
  const { plan, ready, differences, recentPulls } = check;
  const refusals: string[] = [];
  if (confirm !== plan.source.arn) refusals.push(`what was confirmed is not the ARN of the source, ${plan.source.arn}`);
  if (!ready)
    refusals.push(`${counted(differences.length, "difference")}: images would be lost, or something left behind`);
  const newest = recentPulls[0];
  if (newest !== undefined && !ignoreRecentPulls) {
    refusals.push(
      `${counted(recentPulls.length, "image")} of it were pulled within ${QUIET_DAYS} days, the last one at ${newest.at}: somebody may still use the old name ` +
        "(the copy pulls as well, and counts). Wait, or say --ignore-recent-pulls",
    );
  }
  return refusals;
}
