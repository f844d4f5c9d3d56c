import { PULL, PUSH } from "../shared/fixtures";
import type { IamCaller } from "./caller";
import type { Call, Target } from "./calls";
import { namingIn } from "./naming";
import type { Facts, Scenario } from "./scenario";

/** What AWS documents for accounts whose functions run images of a repository of another account. */
const LAMBDA = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/**
 * Whether a role or user is meant to succeed with a call on a repository.
 *
 * @param permitted - Whether its IAM policies permit the call.
 */
export function repositoryIntent(
  { topology, membership }: Scenario,
  { registry, exact }: Facts,
  caller: IamCaller,
  permitted: boolean,
  { action }: Call,
  { accountId, name }: Extract<Target, { type: "repository" }>,
): boolean {
  // The topology says nothing of repositories elsewhere: their accounts' principals do what IAM lets them, others nothing.
  if (accountId !== registry) return permitted && caller.accountId === accountId;

  let invited = false;
  let invitedInPerson = false;
  const invite = (list: readonly string[], actions: readonly string[]): void => {
    if (!actions.includes(action)) return;
    const naming = namingIn(list, caller, membership);
    invited ||= naming.byArn || naming.byAccount || naming.byOrganization;
    // Beside its whole account a role or user is not named again: then its account's IAM policies decide.
    invitedInPerson ||= naming.byOrganization || (exact && naming.byArn && !naming.byAccount);
  };
  const { push = [], pull = [], lambda = [] } = topology.repositories[name] ?? {};
  invite(push, PUSH);
  invite(pull, PULL);
  invite(lambda, LAMBDA);
  return caller.accountId === registry ? permitted || invitedInPerson : permitted && invited;
}
