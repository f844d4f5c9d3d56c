import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { ask } from "../../toolkit/aws/ask";
import type { AwsSessions } from "../../toolkit/aws/aws-session";
import { CUTOVER_CALLS } from "../aws-calls";
import type { MigrateClients } from "../clients";
import { clientsOf, sessionFor } from "../clients";
import { describeRepository, findRepository } from "../describe-repository";
import { listImages } from "../list-images";
import type { ListedImage } from "../list-images";
import type { MigrationPlan } from "../migration-plan";
import { checkedPlan } from "../plan/read-plan";
import type { CutoverDifference } from "./compare-images";
import { missingInDestination, sourceChanges } from "./compare-images";

/** Whether the destination can take the place of the source. */
export interface CutoverCheck {
  /** The plan that was checked against. */
  readonly plan: MigrationPlan;
  /** Nothing differs: the source is as planned, and everything planned is in the destination. */
  readonly ready: boolean;
  /** What differs; empty when `ready`. */
  readonly differences: readonly CutoverDifference[];
  /** ISO 8601, UTC: when both repositories were looked at. */
  readonly checkedAt: string;
  /** Images of the source that were pulled lately: somebody may still use the old name. Newest first. */
  readonly recentPulls: readonly RecentPull[];
}

/** An image that was pulled from the source. */
export interface RecentPull {
  /** The digest of the image. */
  readonly digest: string;
  /** Its tags. */
  readonly tags: readonly string[];
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** For so long the source must not have been pulled from before it is deleted. */
export const QUIET_DAYS = 7;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Compares both repositories with the plan. Asks AWS only to describe.
 *
 * @throws InputError where AWS refuses, the source is gone, or the plan does not fit together
 * @example
 * ```ts
 * const { ready, differences, recentPulls } = await checkCutover(sessions, plan);
 * ```
 */
export async function checkCutover(
  sessions: AwsSessions,
  plan: MigrationPlan,
  {
    now = () => new Date(),
  }: {
    /** What time it is. @default - the clock of this machine */
    readonly now?: () => Date;
  } = {},
): Promise<CutoverCheck> {
  // Whoever calls this may have read the plan in a way of their own, and a deletion depends on it.
  checkedPlan(plan, "plan");
  const { source, destination } = plan;
  const session = sessionFor(sessions, source.registryId, `repository ${source.name}`);
  const clients = clientsOf(session, source.region, CUTOVER_CALLS);
  const checked = now();
  await describeRepository(clients, source);
  const differences: CutoverDifference[] = [...(await repositoryDifferences(clients, plan))];
  const isThere = !differences.some(({ kind }) => kind === "repository");
  // The destination first: what is pushed to the source between the two questions is then seen.
  const there = isThere ? await listImages(clients, destination) : [];
  const here = await listImages(clients, source);
  differences.push(...sourceChanges(plan, here), ...(isThere ? missingInDestination(plan, there) : []));
  return {
    plan,
    ready: differences.length === 0,
    differences,
    checkedAt: checked.toISOString(),
    recentPulls: pullsSince(here, new Date(checked.getTime() - QUIET_DAYS * DAY_MS).toISOString()),
  };
}

async function repositoryDifferences(
  clients: MigrateClients,
  { destination }: MigrationPlan,
): Promise<readonly CutoverDifference[]> {
  const found = await findRepository(clients, destination);
  const where = "destination";
  if (found === undefined) {
    return [{ where, kind: "repository", message: `${destination.name} does not exist: run ecr-kms migrate copy` }];
  }
  const { type, keyArn } = destination.encryption;
  if (found.encryption.keyArn !== keyArn) {
    const how = found.encryption.keyArn ?? found.encryption.type;
    return [{ where, kind: "key", message: `${destination.name} is encrypted with ${how} and not with ${keyArn}` }];
  }
  if (found.encryption.type !== type) {
    const message = `${destination.name} is encrypted in the way ${found.encryption.type} and not ${type}`;
    return [{ where, kind: "key", message }];
  }
  const asked = { path: `encryption key ${keyArn}`, call: "kms:DescribeKey", session: clients.session };
  const { KeyMetadata: key } = await ask(asked, () => clients.kms.send(new DescribeKeyCommand({ KeyId: keyArn })));
  if (key?.KeyState === "Enabled") return [];
  const message = `its key is ${key?.KeyState ?? "unknown"} and not Enabled: images cannot be pulled (ecr-kms doctor ${destination.name})`;
  return [{ where, kind: "key", message }];
}

function pullsSince(images: readonly ListedImage[], since: string): readonly RecentPull[] {
  return images
    .flatMap(({ digest, tags, lastPullAt }) =>
      lastPullAt !== undefined && lastPullAt > since ? [{ digest, tags, at: lastPullAt }] : [],
    )
    .sort((a, b) => (a.at === b.at ? (a.digest < b.digest ? -1 : 1) : a.at > b.at ? -1 : 1));
}
