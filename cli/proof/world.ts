import type { AccessModel, Account, Grant, Key, Repository } from "../model/access-model";
import { isUnknown, unknownsIn } from "../policy/unknown";
import { standInId } from "../resources/computed-attributes";
import { partitionOfArn } from "../policy/principal-arn";

/** The key behind a repository, as far as the inputs say. */
export type RepositoryKey =
  | { readonly type: "none" }
  /** The AWS managed key: its policy is AWS's own. */
  | { readonly type: "aws"; readonly arn: string }
  | { readonly type: "customer"; readonly arn: string; readonly key: Key }
  /** A key that the inputs name and do not make. */
  | { readonly type: "unseen"; readonly arn: string }
  | { readonly type: "unknown"; readonly what: string };

/** The model, indexed by what the proof looks things up by. */
export interface World {
  readonly model: AccessModel;
  keyOf(repository: Repository): RepositoryKey;
  account(id: string): Account | undefined;
  /** The names of a key's aliases; `undefined` where they are not known. */
  aliasesOf(keyArn: string): readonly string[] | undefined;
  grantsOf(keyArn: string): readonly Grant[];
}

/** Indexes a model. */
export function worldOf(model: AccessModel): World {
  const keys = new Map(model.keys.map((key) => [key.arn, key]));
  const accounts = new Map(model.accounts.map((account) => [account.id, account]));
  const anyAliasUnknown = model.aliases.some(({ keyArn }) => isUnknown(keyArn));
  const grantsOfAnyKey = model.grants.filter(({ keyArn }) => isUnknown(keyArn));
  const found = new Map<Repository, RepositoryKey>();
  return {
    model,
    keyOf: (repository) => {
      const before = found.get(repository);
      if (before !== undefined) return before;
      const key = repositoryKey(repository, keys);
      found.set(repository, key);
      return key;
    },
    account: (id) => accounts.get(id),
    aliasesOf: (keyArn) => {
      const key = keys.get(keyArn);
      const names = model.aliases.filter((alias) => alias.keyArn === keyArn).map(({ name }) => name);
      const isSeenWhole = key !== undefined && key.change?.actions !== "read" && !anyAliasUnknown;
      return isSeenWhole || (names.length > 0 && key !== undefined) ? names : undefined;
    },
    grantsOf: (keyArn) => [...model.grants.filter((grant) => grant.keyArn === keyArn), ...grantsOfAnyKey],
  };
}

function repositoryKey(repository: Repository, keys: ReadonlyMap<string, Key>): RepositoryKey {
  const { type, keyArn } = repository.encryption;
  if (type === "AES256") return { type: "none" };
  if (isUnknown(type)) return { type: "unknown", what: unknownsIn(type).join(", ") };
  if (keyArn === undefined) return { type: "aws", arn: managedKeyArn(repository, keys) };
  if (isUnknown(keyArn)) return { type: "unknown", what: unknownsIn(keyArn).join(", ") };
  const key = keys.get(keyArn);
  if (key === undefined) return { type: "unseen", arn: keyArn };
  return key.manager === "aws" ? { type: "aws", arn: keyArn } : { type: "customer", arn: keyArn, key };
}

/** AWS chooses its id: where the inputs do not read the key, a stand-in. */
function managedKeyArn({ accountId, region, arn }: Repository, keys: ReadonlyMap<string, Key>): string {
  const read = [...keys.values()].find(
    (key) => key.manager === "aws" && key.accountId === accountId && key.region === region,
  );
  return (
    read?.arn ??
    `arn:${partitionOfArn(arn)}:kms:${region}:${accountId}:key/${standInId(`alias/aws/ecr ${accountId} ${region}`)}`
  );
}
