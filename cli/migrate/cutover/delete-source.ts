import type { ECRClient, ImageFailure } from "@aws-sdk/client-ecr";
import { BatchDeleteImageCommand, DeleteRepositoryCommand } from "@aws-sdk/client-ecr";
import { counted } from "../../toolkit/amounts";
import { ask } from "../../toolkit/aws/ask";
import type { AwsSessions } from "../../toolkit/aws/aws-session";
import { InputError } from "../../toolkit/input-error";
import { DELETE_CALLS } from "../aws-calls";
import type { MigrateClients } from "../clients";
import { clientsOf, sessionFor } from "../clients";
import type { MigrationPlan, PlannedManifest } from "../migration-plan";
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

/** The error name of a repository that is to be deleted without force, and has something in it. */
const NOT_EMPTY = "RepositoryNotEmptyException";

/**
 * Deletes the source, when it was asked for by its whole ARN and the check right before finds nothing. Only the images
 * of the plan are deleted, and then the repository, which has to be empty: an image that is pushed in the moment after
 * the check is not lost.
 *
 * @throws InputError where AWS refuses, where something was pushed after the check, and for a plan that does not fit
 * together
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
  await deleteChecked(clientsOf(session, region, DELETE_CALLS), plan);
  return { deleted: true, refusals: [], check };
}

async function deleteChecked(
  { ecr, session }: MigrateClients,
  { source, destination, manifests }: MigrationPlan,
): Promise<void> {
  const path = `repository ${source.name}`;
  const failures = await ask({ path, call: "ecr:BatchDeleteImage", session }, () =>
    deleteImages(ecr, source, manifests),
  );
  const [first] = failures;
  const isDeleted =
    first === undefined &&
    (await ask({ path, call: "ecr:DeleteRepository", session }, async () => {
      try {
        await ecr.send(new DeleteRepositoryCommand({ registryId: source.registryId, repositoryName: source.name }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === NOT_EMPTY) return false;
        throw error;
      }
    }));
  if (isDeleted) return;
  const why =
    first === undefined
      ? "something was pushed to it after the check, and is still there"
      : `ECR has not deleted ${counted(failures.length, "image")}: ${first.failureCode ?? "no code"} of ${first.imageId?.imageDigest ?? "one"}`;
  throw new InputError([
    {
      path,
      message: `is still there: ${why}. Of the images of the plan, all are in ${destination.name}`,
      hint: `${first === undefined ? "stop what pushes" : "the code is ECR's own: see to its reason"}, make the plan again with \`key\` and \`to\` as before, copy, and delete then`,
    },
  ]);
}

/** Every reason not to delete the source. */
function deleteRefusals(
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
      `${counted(recentPulls.length, "image")} of it ${recentPulls.length === 1 ? "was" : "were"} pulled within ${QUIET_DAYS} days, the last one at ${newest.at}: somebody may still use the old name ` +
        "(the copy pulls as well, and counts). Wait, or delete it with `ignoreRecentPulls`",
    );
  }
  return refusals;
}

/** At most so many images in one call. */
const BATCH = 100;

/**
 * Deletes the images of a plan by their digests, and no others. What refers to an image goes before it, and what ECR
 * refuses while something refers to it is asked for again, as long as that helps.
 *
 * @returns what ECR has not deleted, and why; an image that is gone already is none of it
 */
async function deleteImages(
  ecr: ECRClient,
  { registryId, name }: { readonly registryId: string; readonly name: string },
  manifests: readonly PlannedManifest[],
): Promise<readonly ImageFailure[]> {
  let left = manifests.map(({ digest }) => digest).reverse();
  for (;;) {
    const failures: ImageFailure[] = [];
    for (let from = 0; from < left.length; from += BATCH) {
      const imageIds = left.slice(from, from + BATCH).map((imageDigest) => ({ imageDigest }));
      const answer = await ecr.send(new BatchDeleteImageCommand({ registryId, repositoryName: name, imageIds }));
      failures.push(...(answer.failures ?? []).filter(({ failureCode }) => failureCode !== "ImageNotFound"));
    }
    const refused = failures.flatMap(({ imageId }) => imageId?.imageDigest ?? []);
    if (refused.length === 0 || refused.length >= left.length) return failures;
    left = refused;
  }
}
