import type { Principal, Repository } from "../model/access-model";
import type { Caller } from "./caller";
import { callerOf } from "./caller";
import { contextOf, ownerOf } from "./context";
import { inIamOnly, keyParticipants } from "./key-participants";
import type { PlannedCall } from "./operations";
import type { Participant } from "./participants";
import {
  boundaryParticipants,
  controlParticipants,
  identityParticipants,
  repositoryParticipants,
} from "./participants";
import { accountOfArn, partitionOfArn } from "../policy/principal-arn";
import type { Call } from "./proof";
import { unknownKeysOf } from "./unknown-keys";
import type { RepositoryKey, World } from "./world";

/** A call that is judged: who makes it, in what context, and by which documents. */
export interface AskedCall {
  readonly planned: PlannedCall;
  readonly call: Call;
  readonly caller: Caller;
  /** The account that owns the resource. */
  readonly owner: string;
  readonly isUnknownKey: (key: string) => boolean;
  readonly participants: readonly Participant[];
}

/** Turns the calls of operations into questions about a principal and a repository. */
export function askedCall(planned: PlannedCall, principal: Principal, repository: Repository, world: World): AskedCall {
  const key = world.keyOf(repository);
  const caller = callerOf(principal, planned, repository, world);
  const context = contextOf(planned, caller, repository, key, world);
  const { action, neededBy, see, target } = planned;
  const owner = target === "registry" ? caller.accountId : ownerOf(planned, repository, key);
  return {
    planned,
    call: { action, resource: resourceOf(planned, repository, key), neededBy, see, context },
    caller,
    owner,
    isUnknownKey: unknownKeysOf(planned, caller, context, world.account(owner)?.organizationPath),
    participants: [
      ...(caller.type === "service"
        ? []
        : [
            ...identityParticipants(principal),
            ...boundaryParticipants(principal),
            ...controlParticipants(world.account(caller.accountId), "service"),
          ]),
      ...(target === "registry" ? [] : controlParticipants(world.account(owner), "resource")),
      ...resourceParticipants(planned, caller, repository, key, world),
    ],
  };
}

function resourceOf({ target }: PlannedCall, repository: Repository, key: RepositoryKey): string {
  if (target === "registry") return "*";
  return target === "key" && "arn" in key ? key.arn : repository.arn;
}

function resourceParticipants(
  { target, action, inIamOnly: isInIamOnly }: PlannedCall,
  { accountId, arn }: Caller,
  repository: Repository,
  key: RepositoryKey,
  world: World,
): readonly Participant[] {
  // A repository that is being created has no policy yet.
  if (target === "registry" || action === "ecr:CreateRepository") return [];
  if (target === "repository") return repositoryParticipants(repository);
  const participants = keyParticipants(key, world);
  if (isInIamOnly !== true || !("arn" in key)) return participants;
  const about = { ownsKey: accountOfArn(key.arn) === accountId, isManaged: key.type === "aws" };
  return participants.map((each) => inIamOnly(each, partitionOfArn(arn), accountId, about));
}
