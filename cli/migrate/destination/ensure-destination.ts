import { CreateRepositoryCommand, SetRepositoryPolicyCommand } from "@aws-sdk/client-ecr";
import { counted } from "../../toolkit/amounts";
import { ask } from "../../toolkit/aws/ask";
import { InputError } from "../../toolkit/input-error";
import type { MigrateClients } from "../clients";
import type { DescribedRepository } from "../describe-repository";
import { findRepository } from "../describe-repository";
import type { MigrationPlan, PlannedDestination } from "../migration-plan";
import { checkDestination } from "../plan/check-destination";
import { findRepositoryPolicy, sameJson } from "../repository-policies";
import { countOtherImages } from "./count-other-images";

/** What was done so that the destination is there. */
export interface EnsuredDestination {
  readonly created: boolean;
  /** For people: what was set, and what was left as it is. */
  readonly notes: readonly string[];
}

/**
 * Makes the destination as planned, where it is missing. A repository that exists is checked, and its settings and
 * policies stay; where it has no policy, it gets the planned one, unless it holds images of somebody else, who has not
 * asked for readers. The lifecycle policy is not put here, or it could expire images while they are copied.
 *
 * @throws InputError for a destination with another encryption, or a missing one that is not to be made
 */
export async function ensureDestination(
  clients: MigrateClients,
  plan: MigrationPlan,
  { create }: { readonly create: boolean },
): Promise<EnsuredDestination> {
  const { destination } = plan;
  const existing = await findRepository(clients, destination);
  if (existing === undefined && !create) {
    throw new InputError([
      {
        path: `repository ${destination.name}`,
        message: "does not exist, and `create: false` was given",
        hint: `make it first, encrypted with ${destination.encryption.keyArn}, or leave out \`create: false\``,
      },
    ]);
  }
  if (existing === undefined) await createRepository(clients, destination);
  else checkDestination(existing, { arn: destination.encryption.keyArn, type: destination.encryption.type });
  const policy = await ensurePolicy(clients, plan, existing !== undefined);
  const made =
    existing === undefined ? [`${destination.name} was made, encrypted with ${destination.encryption.keyArn}.`] : [];
  return {
    created: existing === undefined,
    notes: [...made, ...(existing === undefined ? [] : keptSettings(existing, destination)), ...policy],
  };
}

async function createRepository({ ecr, session }: MigrateClients, destination: PlannedDestination): Promise<void> {
  const { registryId, name, encryption, tagMutability, tagMutabilityExclusionFilters, scanOnPush, tags } = destination;
  const command = new CreateRepositoryCommand({
    registryId,
    repositoryName: name,
    encryptionConfiguration: { encryptionType: encryption.type, kmsKey: encryption.keyArn },
    imageTagMutability: tagMutability as "MUTABLE",
    ...(tagMutabilityExclusionFilters === undefined
      ? {}
      : {
          imageTagMutabilityExclusionFilters: tagMutabilityExclusionFilters.map(({ filter }) => ({
            filterType: "WILDCARD" as const,
            filter,
          })),
        }),
    imageScanningConfiguration: { scanOnPush },
    tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  await ask({ path: `repository ${name}`, call: "ecr:CreateRepository", session }, () => ecr.send(command));
}

function keptSettings(existing: DescribedRepository, planned: PlannedDestination): readonly string[] {
  return [
    ...(existing.tagMutability === planned.tagMutability
      ? []
      : [
          `${existing.name} has tag mutability ${existing.tagMutability}; planned is ${planned.tagMutability}. It was left as it is.`,
        ]),
    ...(existing.scanOnPush === planned.scanOnPush
      ? []
      : [
          `${existing.name} has scan on push ${existing.scanOnPush ? "on" : "off"}; the opposite is planned. It was left as it is.`,
        ]),
  ];
}

async function ensurePolicy(
  clients: MigrateClients,
  plan: MigrationPlan,
  isExisting: boolean,
): Promise<readonly string[]> {
  const { ecr, session } = clients;
  const { registryId, name, repositoryPolicy } = plan.destination;
  if (repositoryPolicy === undefined) return [];
  const existing = await findRepositoryPolicy(clients, plan.destination);
  if (existing !== undefined) {
    return sameJson(existing, repositoryPolicy)
      ? []
      : [`${name} has another repository policy than planned. It was left as it is.`];
  }
  const others = isExisting ? await countOtherImages(clients, plan) : 0;
  if (others > 0) {
    return [
      `${name} has no repository policy, and holds ${counted(others, "image")} besides those of this plan. It was left as it is: the policy of the source would let its readers pull them.`,
    ];
  }
  const command = new SetRepositoryPolicyCommand({ registryId, repositoryName: name, policyText: repositoryPolicy });
  await ask({ path: `repository ${name}`, call: "ecr:SetRepositoryPolicy", session }, () => ecr.send(command));
  return [`${name} was given the repository policy of the source.`];
}
