import {
  DescribeRegistryCommand,
  paginateDescribePullThroughCacheRules,
  paginateDescribeRepositoryCreationTemplates,
} from "@aws-sdk/client-ecr";
import { allItems } from "../../toolkit/aws/all-pages";
import { ask } from "../../toolkit/aws/ask";
import { InputError } from "../../toolkit/input-error";
import type { MigrateClients } from "../clients";
import type { CacheRule, CreationTemplate, RegistryRules, ReplicationRule } from "./touching-rules";

/** The rules of a registry, and a warning for each kind that could not be read. */
export interface ReadRules {
  readonly rules: RegistryRules;
  readonly warnings: readonly string[];
}

/**
 * Reads what a registry does by rules. A kind that AWS does not let us read is not a reason to stop: nothing of it
 * changes the copy.
 */
export async function readRegistryRules(clients: MigrateClients, registryId: string): Promise<ReadRules> {
  const warnings: string[] = [];
  const read = async <T>(what: string, call: string, send: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await ask({ path: what, call, session: clients.session }, send);
    } catch (error) {
      if (!InputError.is(error)) throw error;
      const why = error.problems.map(({ message }) => message).join("; ");
      warnings.push(`${what} were not looked at, so that nothing is said about them: ${why}`);
      return [];
    }
  };
  const rules = {
    replication: await read("Replication rules", "ecr:DescribeRegistry", () => replicationRules(clients)),
    caches: await read("Pull-through cache rules", "ecr:DescribePullThroughCacheRules", () =>
      cacheRules(clients, registryId),
    ),
    templates: await read("Repository creation templates", "ecr:DescribeRepositoryCreationTemplates", () =>
      creationTemplates(clients),
    ),
  };
  return { rules, warnings };
}

async function replicationRules({ ecr, region }: MigrateClients): Promise<readonly ReplicationRule[]> {
  const { registryId, replicationConfiguration } = await ecr.send(new DescribeRegistryCommand({}));
  return (replicationConfiguration?.rules ?? []).map(({ destinations = [], repositoryFilters = [] }) => ({
    prefixes: repositoryFilters.flatMap(({ filter }) => filter ?? []),
    to: destinations.map((to) => {
      const there = to.region ?? region;
      return to.registryId === registryId || to.registryId === undefined ? there : `${to.registryId} in ${there}`;
    }),
  }));
}

async function cacheRules({ ecr }: MigrateClients, registryId: string): Promise<readonly CacheRule[]> {
  const rules = await allItems(
    paginateDescribePullThroughCacheRules({ client: ecr }, { registryId }),
    ({ pullThroughCacheRules }) => pullThroughCacheRules,
  );
  return rules
    .map(({ ecrRepositoryPrefix = "", upstreamRegistryUrl = "" }) => ({
      prefix: ecrRepositoryPrefix,
      upstream: upstreamRegistryUrl,
    }))
    .sort(byPrefix);
}

async function creationTemplates({ ecr }: MigrateClients): Promise<readonly CreationTemplate[]> {
  const templates = await allItems(
    paginateDescribeRepositoryCreationTemplates({ client: ecr }, {}),
    ({ repositoryCreationTemplates }) => repositoryCreationTemplates,
  );
  return templates
    .map(({ prefix = "", appliedFor = [], encryptionConfiguration }) => {
      const { encryptionType = "AES256", kmsKey } = encryptionConfiguration ?? {};
      const encryption = kmsKey === undefined ? encryptionType : `${encryptionType} with ${kmsKey}`;
      return { prefix, appliedFor: [...appliedFor].sort(), encryption };
    })
    .sort(byPrefix);
}

function byPrefix(a: { readonly prefix: string }, b: { readonly prefix: string }): number {
  return a.prefix < b.prefix ? -1 : a.prefix > b.prefix ? 1 : 0;
}
