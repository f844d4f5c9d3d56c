import type { Principal, Repository } from "../model/access-model";
import type { Caller } from "./caller";
import { callerOf } from "./caller";
import { partitionOfArn } from "../policy/principal-arn";
import type { RepositoryKey, World } from "./world";

/** What tells one principal from another when statements are compared. */
export interface PrincipalFacts {
  readonly caller: Caller;
  readonly partition: string;
}

/** What tells one repository, with its key, from another. */
export interface TargetFacts {
  readonly repository: Repository;
  readonly key: RepositoryKey;
  readonly keyArn: string | undefined;
  readonly aliases: readonly string[] | undefined;
}

/** Facts of a role, user, or administrator of an account or organization. */
export function principalFacts(principal: Principal, repository: Repository, world: World): PrincipalFacts {
  const planned = { action: "", target: "registry", neededBy: "documented", see: "" } as const;
  const caller = callerOf(principal, planned, repository, world);
  return {
    caller,
    partition: partitionOfArn(caller.arn),
  };
}

/** Facts of a repository. */
export function targetFacts(repository: Repository, world: World): TargetFacts {
  const key = world.keyOf(repository);
  const keyArn = "arn" in key ? key.arn : undefined;
  return { repository, key, keyArn, aliases: keyArn === undefined ? undefined : world.aliasesOf(keyArn) };
}
