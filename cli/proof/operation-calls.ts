import { parseArn } from "../../shared/internal";
import type { Principal, Repository } from "../model/access-model";
import { accountOfArn } from "../policy/principal-arn";
import type { PlannedCall } from "./operations";
import { OPERATION_CALLS } from "./operations";
import type { OperationId } from "./proof";
import type { RepositoryKey, World } from "./world";

/**
 * The calls of an operation for a principal and a repository; `undefined` where the question does not arise: nobody creates a
 * repository, or administers a key, in another account, only Lambda pulls as Lambda, and other services do nothing but pull and push.
 */
export function callsOf(
  operation: OperationId,
  principal: Principal,
  repository: Repository,
  world: World,
): readonly PlannedCall[] | undefined {
  const key = world.keyOf(repository);
  if (!arises(operation, principal, repository, key)) return undefined;
  const { always, withOwnKey, withManagedKey } = OPERATION_CALLS[operation];
  // A service that comes as itself signs in elsewhere, and uses no key.
  if (principal.kind === "service") return always.filter(({ target }) => target === "repository");
  const isElsewhere = principal.accountId !== repository.accountId;
  return [
    ...always.filter(({ by }) => by !== "function-creator" || isElsewhere),
    ...(key.type === "customer" || key.type === "unseen" ? withOwnKey : []),
    ...(key.type === "aws" ? withManagedKey : []),
  ];
}

function arises(operation: OperationId, principal: Principal, repository: Repository, key: RepositoryKey): boolean {
  const isLambda = principal.kind === "lambda";
  if (operation === "pull-by-lambda") return isLambda && parseArn(principal.arn)?.region === repository.region;
  if (isLambda) return false;
  if (principal.kind === "service") return operation === "pull" || operation === "push";
  if (operation === "create-repository")
    return principal.kind !== "organization" && principal.accountId === repository.accountId;
  if (operation !== "administer-key") return true;
  if (key.type === "unknown") return principal.kind !== "organization";
  if (key.type !== "customer" && key.type !== "unseen") return false;
  return principal.kind !== "organization" && accountOfArn(key.arn) === principal.accountId;
}
