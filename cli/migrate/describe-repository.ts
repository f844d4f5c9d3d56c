import type { Repository } from "@aws-sdk/client-ecr";
import { DescribeRepositoriesCommand } from "@aws-sdk/client-ecr";
import { ask } from "../toolkit/aws/ask";
import { InputError } from "../toolkit/input-error";
import type { MigrateClients } from "./clients";

/** A repository, as ECR describes it. */
export interface DescribedRepository {
  readonly arn: string;
  readonly registryId: string;
  readonly name: string;
  readonly uri: string;
  readonly encryption: { readonly type: string; readonly keyArn?: string };
  readonly tagMutability: string;
  readonly tagMutabilityExclusionFilters?: readonly { readonly filterType: string; readonly filter: string }[];
  readonly scanOnPush: boolean;
}

/** The error name of a repository that does not exist. */
const NO_REPOSITORY = "RepositoryNotFoundException";

/**
 * A repository, or `undefined` where there is none of this name.
 *
 * @throws InputError where AWS refuses to say
 */
export async function findRepository(
  { ecr, session }: MigrateClients,
  { registryId, name }: { readonly registryId: string; readonly name: string },
): Promise<DescribedRepository | undefined> {
  const asked = { path: `repository ${name}`, call: "ecr:DescribeRepositories", session };
  const answer = await ask(asked, async () => {
    try {
      return await ecr.send(new DescribeRepositoriesCommand({ registryId, repositoryNames: [name] }));
    } catch (error) {
      if (error instanceof Error && error.name === NO_REPOSITORY) return undefined;
      throw error;
    }
  });
  const found = answer?.repositories?.[0];
  return found === undefined ? undefined : described(found);
}

/**
 * A repository that has to exist.
 *
 * @throws InputError where it does not
 */
export async function describeRepository(
  clients: MigrateClients,
  repository: { readonly registryId: string; readonly name: string },
): Promise<DescribedRepository> {
  const found = await findRepository(clients, repository);
  if (found !== undefined) return found;
  throw new InputError([
    {
      path: `repository ${repository.name}`,
      message: `does not exist in account ${repository.registryId} in ${clients.region}`,
      hint: "check its name, and what is given with `region` and `profile`: aws ecr describe-repositories lists what is there",
    },
  ]);
}

function described(repository: Repository): DescribedRepository {
  const { imageTagMutability = "MUTABLE", imageTagMutabilityExclusionFilters: filters = [] } = repository;
  const { encryptionType = "AES256", kmsKey } = repository.encryptionConfiguration ?? {};
  return {
    arn: repository.repositoryArn ?? "",
    registryId: repository.registryId ?? "",
    name: repository.repositoryName ?? "",
    uri: repository.repositoryUri ?? "",
    encryption: { type: encryptionType, ...(kmsKey === undefined ? {} : { keyArn: kmsKey }) },
    tagMutability: imageTagMutability,
    ...(filters.length === 0
      ? {}
      : {
          tagMutabilityExclusionFilters: filters
            .map(({ filterType = "WILDCARD", filter = "" }) => ({ filterType, filter }))
            .sort((a, b) => (a.filter < b.filter ? -1 : 1)),
        }),
    scanOnPush: repository.imageScanningConfiguration?.scanOnPush ?? false,
  };
}
