import { wholeAccount } from "../../policy/principal-arn";
import type { PolicyJson, StatementJson } from "../../policy/policy-json";
import { listOf } from "../../policy/policy-json";
import { isUnknown } from "../../policy/unknown";
import type { Repository } from "../../model/access-model";
import type { World } from "../world";
import type { Asked, FoundParty, Rows } from "./found-party";
import { findParties } from "./find-parties";

/**
 * Whom a policy names, where it does nothing but allow accounts, roles and users by their ids and ARNs: whether
 * anybody else has access then follows from the key's documents alone.
 */
interface PlainPolicy {
  readonly accounts: readonly string[];
  readonly arns: readonly string[];
}

const plainPolicies = new WeakMap<PolicyJson, PlainPolicy | "not plain">();
const NO_POLICY: PlainPolicy = { accounts: [], arns: [] };

/** The same as `findParties`; what was asked before, with the same documents, is remembered. */
export function rememberedParties(asked: Asked, rows: Rows): readonly FoundParty[] {
  const { world, repository, operation, kmsModel } = asked;
  const key = world.keyOf(repository);
  const keyText = "arn" in key ? key.arn : key.type;
  const parts = [operation, kmsModel, repository.accountId, repository.region, keyText, contextText(asked)];
  const policy = repository.policy?.policy;
  const isPlain = isCoveredPlainly(repository, world, rows);
  if (!isPlain) parts.push(JSON.stringify(policy));
  // Who administers the key does not depend on the policy of the repository.
  if (!isPlain || operation === "administer-key") parts.push(JSON.stringify(rows.covered));
  // What a policy says of its resource, or by a variable, may differ from one repository to the next.
  if (!isPlain && /"(?:Not)?Resource"|\$\{/.test(parts.join())) parts.push(repository.arn);
  const memory = memoryOf(world, rows.arns);
  const question = parts.join("\n");
  // What is not known goes by the documents of the repository itself.
  const itsOwn = `${question}\n${repository.arn}`;
  const before = memory.get(itsOwn) ?? memory.get(question);
  if (before !== undefined) return before;
  const found = findParties(asked, rows);
  memory.set(found.some(isUnknownParty) ? itsOwn : question, found);
  return found;
}

function isUnknownParty({ name, ownAccount }: FoundParty): boolean {
  return name === undefined && ownAccount === undefined;
}

const memories = new WeakMap<World, { arns: Rows["arns"]; memory: Map<string, readonly FoundParty[]> }>();

function memoryOf(world: World, arns: Rows["arns"]): Map<string, readonly FoundParty[]> {
  const before = memories.get(world);
  if (before?.arns === arns) return before.memory;
  const memory = new Map<string, readonly FoundParty[]>();
  memories.set(world, { arns, memory });
  return memory;
}

/** What tells repositories with one key from one another: the encryption context, where the key's policy speaks of it. */
function contextText({ world, repository }: Asked): string {
  const key = world.keyOf(repository);
  if (key.type !== "customer") return "";
  const text = mentionsContext(key.key.policy.policy) || world.grantsOf(key.arn).length > 0;
  return text ? repository.arn : "";
}

const contexts = new WeakMap<PolicyJson, boolean>();

function mentionsContext(policy: PolicyJson | string): boolean {
  if (typeof policy === "string") return false;
  const before = contexts.get(policy);
  if (before !== undefined) return before;
  const mentions = /encryptioncontext|\$\{/i.test(JSON.stringify(policy));
  contexts.set(policy, mentions);
  return mentions;
}

function isCoveredPlainly({ policy, accountId }: Repository, world: World, { arns, covered }: Rows): boolean {
  const document = policy?.policy;
  if (document !== undefined && isUnknown(document)) return false;
  const plain = document === undefined ? NO_POLICY : plainPolicyOf(document);
  if (plain === "not plain") return false;
  const { resourceControlPolicies, serviceControlPolicies } = world.account(accountId) ?? {};
  if (resourceControlPolicies !== undefined || serviceControlPolicies !== undefined) return false;
  const isCovered = (account: string): boolean =>
    account === accountId ||
    covered.some(
      (name) => "account" in name && name.account === account && name.if === undefined && name.unless === undefined,
    );
  return plain.arns.every((arn) => arns.has(arn)) && plain.accounts.every(isCovered);
}

function plainPolicyOf(policy: PolicyJson): PlainPolicy | "not plain" {
  const before = plainPolicies.get(policy);
  if (before !== undefined) return before;
  const made = policy.Statement.every(isPlainStatement) ? namedBy(policy) : "not plain";
  plainPolicies.set(policy, made);
  return made;
}

const PLAIN_PRINCIPAL = /^(?:\d{12}|arn:[\w-]+:iam::\d{12}:(?:root|(?:role|user)\/[\w+=,.@/-]+))$/;

function isPlainStatement({ Effect, Principal, Condition, NotPrincipal }: StatementJson): boolean {
  if (Effect !== "Allow" || Condition !== undefined || NotPrincipal !== undefined) return false;
  if (typeof Principal !== "object") return false;
  return Object.entries(Principal).every(
    ([type, values]) => type === "AWS" && listOf(values).every((value) => PLAIN_PRINCIPAL.test(value)),
  );
}

function namedBy({ Statement }: PolicyJson): PlainPolicy {
  const values = Statement.flatMap(({ Principal }) => (typeof Principal === "object" ? listOf(Principal["AWS"]) : []));
  return {
    accounts: values.flatMap((value) => wholeAccount(value) ?? []),
    arns: values.filter((value) => wholeAccount(value) === undefined),
  };
}
