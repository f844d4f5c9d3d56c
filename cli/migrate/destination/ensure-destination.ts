import { CreateRepositoryCommand, GetRepositoryPolicyCommand, SetRepositoryPolicyCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../aws/ask";
import { InputError } from "../../model/input-error";
import type { MigrateClients } from "../clients";
import type { DescribedRepository } from "../describe-repository";
import { findRepository } from "../describe-repository";
import type { MigrationPlan, PlannedDestination } from "../migration-plan";
import { checkDestination } from "../plan/check-destination";

/** What was done so that the destination is there. */
export interface EnsuredDestination {
  readonly created: boolean;
  /** For people: what was set, and what was left as it is. */
  readonly notes: readonly string[];
}

/**
 * Makes the destination as planned, where it is missing. A repository that exists is only checked: its settings and policies stay.
 * The lifecycle policy is not put here, or it could expire images while they are copied.
 *
 * @throws InputError for a destination with another encryption, or a missing one that is not to be made
 */
export async function ensureDestination(
  clients: MigrateClients,
  { destination }: MigrationPlan,
  { create }: { readonly create: boolean },
): Promise<EnsuredDestination> {
  const existing = await findRepository(clients, destination);
  if (existing === undefined && !create) {
    throw new InputError([
      {
        path: `repository ${destination.name}`,
        message: "does not exist, and --no-create was given",
        hint: `make it first, encrypted with ${destination.encryption.keyArn}, or leave out --no-create`,
      },
    ]);
  }
  if (existing === undefined) await createRepository(clients, destination);
  else checkDestination(existing, { arn: destination.encryption.keyArn });
  const policy = await ensurePolicy(clients, destination);
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
          `${existing.name} has scan on push ${existing.scanOnPush ? "on" : "off"}; planned is the contrary. It was left as it is.`,
        ]),
  ];
}

async function ensurePolicy(
  { ecr, session }: MigrateClients,
  { registryId, name, repositoryPolicy }: PlannedDestination,
): Promise<readonly string[]> {
  if (repositoryPolicy === undefined) return [];
  const repository = { registryId, repositoryName: name };
  const path = `repository ${name}`;
  const existing = await ask({ path, call: "ecr:GetRepositoryPolicy", session }, async () => {
    try {
      return (await ecr.send(new GetRepositoryPolicyCommand(repository))).policyText;
    } catch (error) {
      if (error instanceof Error && error.name === "RepositoryPolicyNotFoundException") return undefined;
      throw error;
    }
  });
  if (existing !== undefined) {
    return sameJson(existing, repositoryPolicy)
      ? []
      : [`${name} has another repository policy than planned. It was left as it is.`];
  }
  const command = new SetRepositoryPolicyCommand({ ...repository, policyText: repositoryPolicy });
  await ask({ path, call: "ecr:SetRepositoryPolicy", session }, () => ecr.send(command));
  return [`${name} was given the repository policy of the source.`];
}

/** Whether two texts say the same JSON: ECR may keep a policy with other white space, or its elements in another order. */
export function sameJson(first: string, second: string): boolean {
  return sorted(first) === sorted(second);
}

function sorted(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
