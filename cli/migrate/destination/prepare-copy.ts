import { GetAuthorizationTokenCommand, PutLifecyclePolicyCommand } from "@aws-sdk/client-ecr";
import { counted } from "../../toolkit/amounts";
import { ask } from "../../toolkit/aws/ask";
import type { AwsSessions } from "../../toolkit/aws/aws-session";
import { COPY_CALLS } from "../aws-calls";
import type { MigrateClients } from "../clients";
import { clientsOf, sessionFor } from "../clients";
import type { MigrationPlan, PlannedDestination, PlannedSource } from "../migration-plan";
import { checkedPlan } from "../plan/read-plan";
import type { RegistryAddress } from "../registry-address";
import { isThisMachine } from "../registry/origin";
import { findLifecyclePolicy, sameJson } from "../repository-policies";
import { countOtherImages } from "./count-other-images";
import { ensureDestination } from "./ensure-destination";

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
 * Makes the destination of a plan where it is missing, checks it where it exists, and says how both repositories are
 * reached.
 *
 * @throws InputError for a destination that is encrypted otherwise, a plan that does not fit together, and where AWS
 * refuses
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

/**
 * Where the images of a repository are read or written, and how to sign in there. The password of ECR is asked for each
 * time: whoever holds the address decides how long one is used (they are valid for 12 hours).
 *
 * @param endpoint - What answers in place of ECR's own name: a VPC endpoint, a proxy.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html
 */
function registryAccess(
  { ecr, session }: MigrateClients,
  { uri, name }: PlannedSource | PlannedDestination,
  endpoint: string | undefined,
): RegistryAddress {
  const host = endpoint ?? uri.slice(0, -(name.length + 1));
  const credentials = async (): Promise<{ username: string; password: string }> => {
    const asked = { path: `repository ${name}`, call: "ecr:GetAuthorizationToken", session };
    const { authorizationData = [] } = await ask(asked, () => ecr.send(new GetAuthorizationTokenCommand({})));
    const token = Buffer.from(authorizationData[0]?.authorizationToken ?? "", "base64").toString("utf8");
    const colon = token.indexOf(":");
    return { username: token.slice(0, colon), password: token.slice(colon + 1) };
  };
  return { host, repository: name, insecure: endpoint !== undefined && isThisMachine(endpoint), credentials };
}

/**
 * Gives the destination the lifecycle policy of the source, where it has none and holds nothing but images of the plan:
 * others would be expired by rules that nobody made for them. To be called once every digest is verified.
 *
 * @returns what was done, for people
 */
async function putLifecyclePolicy(clients: MigrateClients, plan: MigrationPlan): Promise<readonly string[]> {
  const { ecr, session } = clients;
  const { destination } = plan;
  const { registryId, name, lifecyclePolicy } = destination;
  if (lifecyclePolicy === undefined) return [];
  const existing = await findLifecyclePolicy(clients, destination);
  if (existing !== undefined) {
    return sameJson(existing, lifecyclePolicy)
      ? []
      : [`${name} has another lifecycle policy than planned. It was left as it is.`];
  }
  const others = await countOtherImages(clients, plan);
  if (others > 0) {
    return [
      `${name} was not given the lifecycle policy of the source: it holds ${counted(others, "image")} besides those of this plan, which the policy might expire. Put it yourself if it shall: aws ecr put-lifecycle-policy`,
    ];
  }
  const command = new PutLifecyclePolicyCommand({
    registryId,
    repositoryName: name,
    lifecyclePolicyText: lifecyclePolicy,
  });
  await ask({ path: `repository ${name}`, call: "ecr:PutLifecyclePolicy", session }, () => ecr.send(command));
  return [`${name} was given the lifecycle policy of the source; ages are counted from the copy.`];
}
