import { ListTagsForResourceCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../toolkit/aws/ask";
import type { MigrateClients } from "../clients";
import type { DescribedRepository } from "../describe-repository";
import { findLifecyclePolicy, findRepositoryPolicy } from "../repository-policies";

/** What belongs to a repository beside its images. */
export interface RepositoryDocuments {
  readonly repositoryPolicy?: string;
  readonly lifecyclePolicy?: string;
  /** By key, sorted. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * The documents and tags of a repository.
 *
 * @throws InputError where AWS refuses one: it would be missing in the destination, and nobody would know
 */
export async function readDocuments(
  clients: MigrateClients,
  source: DescribedRepository,
): Promise<RepositoryDocuments> {
  const { ecr, session } = clients;
  const asked = { path: `repository ${source.name}`, call: "ecr:ListTagsForResource", session };
  const [repositoryPolicy, lifecyclePolicy, { tags = [] }] = await Promise.all([
    findRepositoryPolicy(clients, source),
    findLifecyclePolicy(clients, source),
    ask(asked, () => ecr.send(new ListTagsForResourceCommand({ resourceArn: source.arn }))),
  ]);
  const sorted = tags.map(({ Key = "", Value = "" }) => [Key, Value] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...(repositoryPolicy === undefined ? {} : { repositoryPolicy }),
    ...(lifecyclePolicy === undefined ? {} : { lifecyclePolicy }),
    tags: Object.fromEntries(sorted),
  };
}
