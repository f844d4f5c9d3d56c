import { compileCondition, testValue, type CompiledCondition } from "../../iam/condition";
import { wholeAccount } from "../../policy/principal-arn";
import type { ConditionJson, PolicyJson, StatementJson } from "../../policy/policy-json";
import { listOf } from "../../policy/policy-json";
import { conditionEntries } from "../../policy/statement-parts";
import { isUnknown, unknown, unknownsIn, type Maybe } from "../../policy/unknown";
import type { Repository } from "../../model/access-model";
import type { World } from "../world";
import type { Asked, FoundParty, Rows } from "./found-party";
import { findParties } from "./find-parties";
import { isWholeAccount } from "./name-clause";

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
  if (!isPlain) parts.push(withNumberedUnknowns(policy));
  // Who administers the key does not depend on the policy of the repository.
  if (!isPlain || operation === "administer-key") parts.push(JSON.stringify(rows.covered));
  // What a policy says of its resource, or by a variable, may differ from one repository to the next.
  if (!isPlain && /"(?:Not)?Resource"|\$\{/.test(parts.join())) parts.push(repository.arn);
  const memory = memoryOf(world, rows.arns);
  const question = parts.join("\n");
  const before = memory.get(question);
  if (before !== undefined) return before.found.map((each) => forRepository(each, before.repository, repository));
  const found = findParties(asked, rows);
  memory.set(question, { found, repository });
  return found;
}

/** A policy as text; which of its values are not known is left, and not what would have to be known. */
function withNumberedUnknowns(policy: Maybe<PolicyJson> | undefined): string {
  const text = JSON.stringify(policy ?? "");
  return unknownsIn(policy).reduce((left, what, index) => left.replaceAll(unknown(what), `«${index}»`), text);
}

/** What was found for a repository, said of another one whose policy differs by its name and what is not known alone. */
function forRepository(found: FoundParty, from: Repository, to: Repository): FoundParty {
  if (from === to || (found.documents.length === 0 && found.unknowns.length === 0)) return found;
  const unknowns = new Map(
    unknownsIn(from.policy?.policy).map((what, index) => [what, unknownsIn(to.policy?.policy)[index] ?? what]),
  );
  return {
    ...found,
    documents: found.documents.map((name) => (name === from.policy?.name ? (to.policy?.name ?? name) : name)),
    unknowns: found.unknowns.map((what) => unknowns.get(what) ?? what),
  };
}

interface Remembered {
  readonly found: readonly FoundParty[];
  readonly repository: Repository;
}

type Memory = Map<string, Remembered>;

const memories = new WeakMap<World, { readonly arns: Rows["arns"]; readonly memory: Memory }>();

function memoryOf(world: World, arns: Rows["arns"]): Memory {
  const before = memories.get(world);
  if (before?.arns === arns) return before.memory;
  const memory: Memory = new Map();
  memories.set(world, { arns, memory });
  return memory;
}

/**
 * What tells repositories with one key from one another: what the key's policy makes of their encryption context, or
 * the repository itself where that does not follow from conditions alone.
 */
function contextText({ world, repository }: Asked): string {
  const key = world.keyOf(repository);
  if (key.type !== "customer") return "";
  const policy = key.key.policy.policy;
  const conditions = isUnknown(policy) ? [] : contextConditionsOf(policy);
  if (conditions === "variables" || world.grantsOf(key.arn).length > 0) return repository.arn;
  return conditions.map((condition) => testValue(condition, repository.arn)).join("");
}

const contexts = new WeakMap<PolicyJson, readonly CompiledCondition[] | "variables">();

function contextConditionsOf(policy: PolicyJson): readonly CompiledCondition[] | "variables" {
  const before = contexts.get(policy);
  if (before !== undefined) return before;
  const entries = policy.Statement.flatMap(({ Condition }) => conditionEntries(Condition)).filter(({ key }) =>
    key.startsWith("kms:encryptioncontext"),
  );
  const made = JSON.stringify(policy).includes("${")
    ? "variables"
    : entries.map((entry) => compileCondition(entry, false));
  contexts.set(policy, made);
  return made;
}

function isCoveredPlainly({ policy, accountId }: Repository, world: World, { arns, covered }: Rows): boolean {
  const document = policy?.policy;
  if (document !== undefined && isUnknown(document)) return false;
  const plain = document === undefined ? NO_POLICY : plainPolicyOf(document);
  if (plain === "not plain") return false;
  const { resourceControlPolicies, serviceControlPolicies } = world.account(accountId) ?? {};
  if (resourceControlPolicies !== undefined || serviceControlPolicies !== undefined) return false;
  const isCovered = (account: string): boolean =>
    account === accountId || covered.some((name) => isWholeAccount(name, account));
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
  if (Effect !== "Allow" || NotPrincipal !== undefined || typeof Principal !== "object") return false;
  if (Condition !== undefined && rolesAskedFor(Condition) === undefined) return false;
  return Object.entries(Principal).every(
    ([type, values]) => type === "AWS" && listOf(values).every((value) => PLAIN_PRINCIPAL.test(value)),
  );
}

/** The ARNs that a condition asks for, where it asks for nothing else. */
function rolesAskedFor(condition: ConditionJson): readonly string[] | undefined {
  const [entry, ...more] = conditionEntries(condition);
  if (entry?.key !== "aws:principalarn" || more.length > 0 || !/^(?:Arn|String)Equals$/.test(entry.operator))
    return undefined;
  return entry.values.every((value) => PLAIN_PRINCIPAL.test(value)) ? entry.values : undefined;
}

function namedBy({ Statement }: PolicyJson): PlainPolicy {
  const values = Statement.flatMap(({ Principal, Condition }) =>
    Condition === undefined
      ? typeof Principal === "object"
        ? listOf(Principal["AWS"])
        : []
      : (rolesAskedFor(Condition) ?? []),
  );
  return {
    accounts: values.flatMap((value) => wholeAccount(value) ?? []),
    arns: values.filter((value) => wholeAccount(value) === undefined),
  };
}
