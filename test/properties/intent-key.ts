import { ADMINISTER_KEY, USE_KEY } from "../shared/fixtures";
import type { IamCaller } from "./caller";
import type { Call, Target } from "./calls";
import { isEcrGrant } from "./ecr-grant";
import { holdsGrant } from "./intent-grants";
import type { Naming } from "./naming";
import { namingIn } from "./naming";
import type { Facts, Scenario } from "./scenario";

/**
 * Whether a role or user is meant to succeed with a call on a key or its alias.
 *
 * @param permitted - Whether its IAM policies permit the call.
 */
export function keyIntent(
  scenario: Scenario,
  facts: Facts,
  caller: IamCaller,
  permitted: boolean,
  call: Call,
  target: Extract<Target, { type: "key" | "alias" }>,
): boolean {
  const own = caller.accountId === target.accountId;
  // The topology says nothing of other keys: their accounts' principals do what IAM lets them, others nothing.
  if (target.type === "alias" || !target.shared) return own && permitted;
  const { invited, inPerson } = invitation(scenario, facts, caller, call);
  if (own ? permitted || inPerson : permitted && invited) return true;
  return holdsGrant(scenario, facts, caller, permitted, call);
}

/** What the key policy lets the caller do, beside leaving everything to the IAM policies of the key account. */
function invitation(
  { topology, membership }: Scenario,
  facts: Facts,
  caller: IamCaller,
  call: Call,
): { readonly invited: boolean; readonly inPerson: boolean } {
  const { action, via } = call;
  const users = Object.values(topology.repositories).flatMap(({ push = [], pull = [] }) => [...push, ...pull]);
  const lists: readonly (readonly [applies: boolean, list: readonly string[]])[] = [
    [facts.model === "key-policy" && via === "ecr" && USE_KEY.includes(action), users],
    [isEcrGrant(facts, call), facts.creators],
    [via === "ecr" && action === "kms:DescribeKey", facts.creators],
    [ADMINISTER_KEY.includes(action), facts.administrators],
  ];
  const namings = lists.flatMap(([applies, list]) => (applies ? [namingIn(list, caller, membership)] : []));
  return {
    invited: namings.some(({ byArn, byAccount, byOrganization }) => byArn || byAccount || byOrganization),
    inPerson: namings.some((naming) => isInPerson(facts, naming)),
  };
}

/** Beside its whole account a role or user is not named again: then its account's IAM policies decide. */
function isInPerson({ exact }: Facts, { byArn, byAccount, byOrganization }: Naming): boolean {
  return byOrganization || (exact && byArn && !byAccount);
}
