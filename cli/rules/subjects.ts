import type { AccessModel, Key, ModelResource, Repository } from "../model/access-model";
import { isUnknown } from "../policy/unknown";

/** What findings about a repository are about. */
export function repositorySubject(repository: Repository): string {
  return `repository ${repository.name}`;
}

/** What findings about a key are about. */
export function keySubject(key: Key): string {
  return `key ${key.name}`;
}

/** What stays or comes: how a resource is configured that the next deployment deletes is of no interest. */
export function isStaying(resource: ModelResource): boolean {
  return resource.change?.actions !== "delete";
}

/**
 * The customer's keys that encrypt repositories; where none of the model's does (the repositories are in another
 * input), all of them. Keys of other services that happen to stand in the same input are not judged.
 */
export function keysOfRepositories(model: AccessModel): readonly Key[] {
  const used = new Set(model.repositories.filter(isStaying).map(({ encryption }) => encryption.keyArn));
  const own = model.keys.filter((key) => key.manager === "customer" && isStaying(key));
  const encrypting = own.filter(({ arn }) => used.has(arn));
  return encrypting.length > 0 ? encrypting : own;
}

/** The key that encrypts a repository, where the model has it. */
export function repositoryKey(repository: Repository, model: AccessModel): Key | undefined {
  const { keyArn } = repository.encryption;
  return keyArn === undefined || isUnknown(keyArn) ? undefined : model.keys.find(({ arn }) => arn === keyArn);
}

/** The repositories that a key encrypts. */
export function repositoriesOf(key: Key, model: AccessModel): readonly Repository[] {
  return model.repositories.filter((repository) => isStaying(repository) && repository.encryption.keyArn === key.arn);
}
