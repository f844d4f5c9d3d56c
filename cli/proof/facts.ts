import type { RequestPrincipal } from "../iam/request";
import type { Principal, Repository } from "../model/access-model";
import type { Caller } from "./caller";
import { callerOf, requestPrincipalOf } from "./caller";
import { accountOfArn, partitionOfArn } from "../policy/principal-arn";
import type { RepositoryKey, World } from "./world";

/** What tells one principal from another when statements are compared. */
export interface PrincipalFacts {
  readonly caller: Caller;
  readonly requestPrincipal: RequestPrincipal;
  readonly partition: string;
}

/** What tells one repository, with its key, from another. */
export interface TargetFacts {
  readonly repository: Repository;
  readonly partition: string;
  readonly key: RepositoryKey;
  readonly keyArn: string | undefined;
  /** The account that owns the key. */
  readonly keyAccount: string | undefined;
  readonly aliases: readonly string[] | undefined;
}

/** Facts of a role, user, or administrator of an account or organization. */
export function principalFacts(principal: Principal, repository: Repository, world: World): PrincipalFacts {
  const planned = { action: "", target: "registry", neededBy: "documented", see: "" } as const;
  const caller = callerOf(principal, planned, repository, world);
  return {
    caller,
    requestPrincipal: requestPrincipalOf(caller),
    partition: partitionOfArn(caller.arn),
  };
}

/** Facts of a repository. */
export function targetFacts(repository: Repository, world: World): TargetFacts {
  const key = world.keyOf(repository);
  const keyArn = "arn" in key ? key.arn : undefined;
  const keyAccount = keyArn === undefined ? undefined : accountOfArn(keyArn);
  const partition = partitionOfArn(repository.arn);
  return {
    repository,
    partition,
    key,
    keyArn,
    keyAccount,
    aliases: keyArn === undefined ? undefined : world.aliasesOf(keyArn),
  };
}
