import { GetLifecyclePolicyCommand, GetRepositoryPolicyCommand, ListTagsForResourceCommand } from "@aws-sdk/client-ecr";
import { ask } from "../../aws/ask";
import type { MigrateClients } from "../clients";
import type { DescribedRepository } from "../describe-repository";

/** The error names of documents that a repository does not have. */
const NONE = new Set(["RepositoryPolicyNotFoundException", "LifecyclePolicyNotFoundException"]);

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
  { ecr, session }: MigrateClients,
  { arn, registryId, name }: DescribedRepository,
): Promise<RepositoryDocuments> {
  const path = `repository ${name}`;
  const named = { registryId, repositoryName: name };
  const [policy, lifecycle, { tags = [] }] = await Promise.all([
    ask({ path, call: "ecr:GetRepositoryPolicy", session }, () =>
      orNone(ecr.send(new GetRepositoryPolicyCommand(named))),
    ),
    ask({ path, call: "ecr:GetLifecyclePolicy", session }, () =>
      orNone(ecr.send(new GetLifecyclePolicyCommand(named))),
    ),
    ask({ path, call: "ecr:ListTagsForResource", session }, () =>
      ecr.send(new ListTagsForResourceCommand({ resourceArn: arn })),
    ),
  ]);
  const sorted = tags.map(({ Key = "", Value = "" }) => [Key, Value] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...(policy?.policyText === undefined ? {} : { repositoryPolicy: policy.policyText }),
    ...(lifecycle?.lifecyclePolicyText === undefined ? {} : { lifecyclePolicy: lifecycle.lifecyclePolicyText }),
    tags: Object.fromEntries(sorted),
  };
}

async function orNone<T>(sent: Promise<T>): Promise<T | undefined> {
  try {
    return await sent;
  } catch (error) {
    if (error instanceof Error && NONE.has(error.name)) return undefined;
    throw error;
  }
}
