import type { Caller, IamCaller } from "./caller";
import type { Call } from "./calls";
import { keyIntent } from "./intent-key";
import { permitsKey, permitsRepository } from "./intent-permissions";
import { repositoryIntent } from "./intent-repository";
import { rightsOf } from "./intent-rights";
import { serviceIntent } from "./intent-services";
import type { Scenario } from "./scenario";
import { factsOf } from "./scenario";

/*
 * What a topology says, in plain words and apart from the core: no document is looked at here. AWS's rules, as far as they
 * decide:
 *
 * - An account's administrators give its principals what they like. So whatever an account owns, its own principals can do
 *   when their IAM policies say so, and the topology cannot prevent it.
 * - What one account owns and another account's principal asks for needs both: the owner's word (repository policy, key
 *   policy or grant) and the IAM policies of the principal.
 * - Inside one account the owner's word is enough by itself where it names the principal and not only its account: its ARN,
 *   or everyone on a condition that it meets. ECR needs no word of the owner beside the principal's IAM policies; KMS does,
 *   and the key policy gives it for the whole key account.
 * - Nothing is denied anywhere, so every right adds to the others.
 */

/** Whether the topology, and who has which IAM policies, means this caller to succeed with this call. */
export function isIntended(scenario: Scenario, caller: Caller, call: Call): boolean {
  const facts = factsOf(scenario);
  const { target } = call;
  if (caller.type === "service") return serviceIntent(scenario, facts, caller, call);
  const permitted = isPermitted(scenario, caller, call);
  switch (target.type) {
    case "account":
      return permitted;
    case "repository":
      return repositoryIntent(scenario, facts, caller, permitted, call, target);
    case "key":
    case "alias":
      return keyIntent(scenario, facts, caller, permitted, call, target);
  }
}

/**
 * Whether a caller's IAM policies are to permit a call, whatever the owner of what is called upon says. In the caller's own
 * account that is often all there is; elsewhere it is one half, and to be no wider than the other.
 */
export function isPermitted(scenario: Scenario, caller: IamCaller, call: Call): boolean {
  const facts = factsOf(scenario);
  const rights = rightsOf(scenario, facts, caller);
  if (rights.everything) return true;
  switch (call.target.type) {
    case "account":
      return call.operation === "log in" ? rights.push.size + rights.pull.size > 0 : rights.administerKey;
    case "repository":
      return permitsRepository(facts, rights, call.action, call.target);
    case "key":
    case "alias":
      return permitsKey(facts, rights, call, call.target);
  }
}
