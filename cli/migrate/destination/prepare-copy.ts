import type { AwsSessions } from "../../toolkit/aws/aws-session";
import { COPY_CALLS } from "../aws-calls";
import { clientsOf, sessionFor } from "../clients";
import type { MigrationPlan } from "../migration-plan";
import { checkedPlan } from "../plan/read-plan";
import type { RegistryAddress } from "../registry-address";
import { ensureDestination } from "./ensure-destination";
import { putLifecyclePolicy } from "./put-lifecycle-policy";
import { registryAccess } from "./registry-access";

/** What a copy needs besides the plan. */
export interface PreparedCopy {
  /** How the source is reached. */
  readonly source: RegistryAddress;
  /** How the destination is reached. */
  readonly destination: RegistryAddress;
  /** What was done to the destination, for people. */
  readonly notes: readonly string[];
  /** To be called once the copy is verified: puts the lifecycle policy. Says what it did. */
  readonly finish: () => Promise<readonly string[]>;
}

/** How to prepare. */
export interface PrepareOptions {
  /** Whether a missing destination is made. @default true */
  readonly create?: boolean;
  /** What answers in place of ECR's own name: `host[:port]`. */
  readonly sourceEndpoint?: string | undefined;
  readonly destinationEndpoint?: string | undefined;
}

/**
 * Makes the destination of a plan where it is missing, checks it where it exists, and says how both repositories are reached.
 *
 * @throws InputError for a destination that is encrypted otherwise, a plan that does not fit together, and where AWS refuses
 * @example
 * ```ts
 * const { source, destination, notes } = await prepareCopy(sessions, plan);
 * for (const note of notes) console.error(note);
 * ```
 */
export async function prepareCopy(
  sessions: AwsSessions,
  plan: MigrationPlan,
  { create = true, sourceEndpoint, destinationEndpoint }: PrepareOptions = {},
): Promise<PreparedCopy> {
  // A repository is made of it, and a password is sent to the addresses in it.
  checkedPlan(plan, "plan");
  const { source, destination } = plan;
  const session = sessionFor(sessions, destination.registryId, `repository ${destination.name}`);
  const clients = clientsOf(session, destination.region, COPY_CALLS);
  const { notes } = await ensureDestination(clients, plan, { create });
  return {
    source: registryAccess(clients, source, sourceEndpoint),
    destination: registryAccess(clients, destination, destinationEndpoint),
    notes,
    finish: () => putLifecyclePolicy(clients, plan),
  };
}
