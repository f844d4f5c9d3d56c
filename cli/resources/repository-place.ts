import { isUnknown, unknown } from "../policy/unknown";
import { textAt } from "./read-values";
import type { InfrastructureResource } from "./resource";

/** What tells a repository from all others. */
export interface RepositoryPlace {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

/** A text that is the same for the same repository. */
export function placeText({ name, accountId, region }: RepositoryPlace): string {
  return [accountId, region, name].join("\n");
}

/** The repository that a policy belongs to. A plan leaves `registry_id` to AWS: the account that it is sent to. */
export function repositoryPlace(policy: InfrastructureResource): RepositoryPlace {
  const name = textAt(policy, "repository") ?? unknown(`${policy.source.address}.repository`);
  const registry = textAt(policy, "registry_id");
  const accountId = registry === undefined || isUnknown(registry) ? policy.accountId : registry;
  return { name, accountId, region: policy.region };
}
