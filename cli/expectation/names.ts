import type { Principal, Repository } from "../model/access-model";
import type { OperationId } from "../proof/proof";

/**
 * Whether somebody is meant by a name in a file of intended access: an ARN, an account id (its administrators; for
 * `pull-by-lambda` its functions), or the id or path of an organization.
 */
export function principalMatches(principal: Principal, name: string, operation: OperationId): boolean {
  const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  if (account === undefined) return principal.arn === name || principal.arn === `${name}/`;
  const kind = operation === "pull-by-lambda" ? "lambda" : "account";
  return principal.kind === kind && principal.accountId === account;
}

/** Whether a repository is meant by a name or ARN. */
export function repositoryMatches(repository: Repository, name: string): boolean {
  return repository.name === name || repository.arn === name;
}
