import { ADMINISTER_KEY, MANAGE_REPOSITORIES, PULL, PUSH, USE_KEY } from "../shared/fixtures";
import type { Call, Target } from "./calls";
import { isEcrGrant } from "./ecr-grant";
import type { IdentityIntent } from "./intent-rights";
import type { Facts } from "./scenario";

/** What rights permit on a repository: of the registry account and the topology, each action by the right that needs it. */
export function permitsRepository(
  { registry }: Facts,
  { push, pull, create, names }: IdentityIntent,
  action: string,
  { accountId, name }: Extract<Target, { type: "repository" }>,
): boolean {
  if (accountId !== registry) return false;
  return (
    (push.has(name) && PUSH.includes(action)) ||
    (pull.has(name) && PULL.includes(action)) ||
    (create && names.has(name) && MANAGE_REPOSITORIES.includes(action))
  );
}

/** What rights permit with a key or its alias: with those of the topology only. */
export function permitsKey(
  facts: Facts,
  { push, pull, create, administerKey }: IdentityIntent,
  call: Call,
  target: Extract<Target, { type: "key" | "alias" }>,
): boolean {
  const { action, via } = call;
  if (target.type === "alias") {
    return administerKey && target.alias === facts.alias && target.accountId === facts.keyAccount;
  }
  if (!target.shared) return false;
  const uses = push.size + pull.size > 0 && facts.model !== "ecr-grants-only";
  return (
    (uses && via === "ecr" && USE_KEY.includes(action)) ||
    (create && (isEcrGrant(facts, call) || action === "kms:DescribeKey" || action === "kms:RetireGrant")) ||
    (administerKey && ADMINISTER_KEY.includes(action))
  );
}
