import { parseArn } from "../../shared/internal";
import type { Principal, Repository } from "../model/access-model";
import { ClassPair } from "./class-request";
import type { PrincipalFacts, TargetFacts } from "./facts";
import { principalFacts, targetFacts } from "./facts";
import { keyParticipants } from "./key-participants";
import { lambdaClass } from "./lambda-class";
import type { Participant } from "./participants";
import {
  boundaryParticipants,
  controlParticipants,
  identityParticipants,
  repositoryParticipants,
} from "./participants";
import { accountOfArn, partitionOfArn } from "../policy/principal-arn";
import type { PreparedStatement } from "./prepared-statement";
import { preparedStatement } from "./prepared-statement";
import type { RepositoryKey, World } from "./world";

/**
 * The prepared statements of documents that take part together, with what their kind and level add to what they say.
 */
interface PreparedDocuments {
  readonly slots: string;
  readonly sameForAll: readonly (readonly [slot: string, statement: PreparedStatement])[];
  readonly varying: readonly (readonly [slot: string, statement: PreparedStatement])[];
}

/** A repository with what is looked up for each principal. */
interface Target {
  readonly facts: TargetFacts;
  readonly place: string;
  readonly policy: PreparedDocuments;
  readonly key: PreparedDocuments;
}

/** Tells which pairs of principal and repository have the same cells, whatever they are called. */
export class PairClasses {
  readonly #world: World;
  readonly #targets: readonly Target[];

  constructor(world: World, repositories: readonly Repository[]) {
    this.#world = world;
    const keyDocuments = new Map<string, PreparedDocuments>();
    const policyDocuments = new Map<string, PreparedDocuments>();
    this.#targets = repositories.map((repository) => {
      const facts = targetFacts(repository, world);
      const { key, keyArn } = facts;
      const policyText = `${repository.accountId} ${JSON.stringify(repository.policy?.policy)}`;
      return {
        facts,
        place: repositoryClass(repository, key),
        policy: remembered(policyDocuments, policyText, () =>
          preparedDocuments([
            ...controlParticipants(world.account(repository.accountId), "resource"),
            ...repositoryParticipants(repository),
          ]),
        ),
        key: remembered(keyDocuments, keyArn ?? key.type, () =>
          preparedDocuments([
            ...(keyArn === undefined ? [] : controlParticipants(world.account(accountOfArn(keyArn)), "resource")),
            ...keyParticipants(key, world),
          ]),
        ),
      };
    });
  }

  /** For each repository the class of its pair with a principal. */
  of(principal: Principal): readonly string[] {
    if (principal.kind === "lambda")
      return this.#targets.map(({ facts, place }) => lambdaClass(principal, facts.repository, place));
    if (principal.kind === "service")
      return this.#targets.map(({ facts }) => serviceClass(principal, facts.repository));
    const world = this.#world;
    const own = preparedDocuments([
      ...identityParticipants(principal),
      ...boundaryParticipants(principal),
      ...controlParticipants(world.account(principal.accountId), "service"),
    ]);
    const known = new Map<PreparedDocuments, readonly string[]>();
    const byPartition = new Map<string, PrincipalFacts>();
    return this.#targets.map(({ facts, place, policy, key }) => {
      const who = remembered(byPartition, facts.partition, () => principalFacts(principal, facts.repository, world));
      const pair = new ClassPair(who, facts);
      const signatures = [own, policy, key].flatMap((documents) => [
        ...remembered(known, documents, () => signaturesOf(documents.sameForAll, pair)),
        ...(documents.varying.length > 0 ? signaturesOf(documents.varying, pair) : []),
      ]);
      return [
        relationOf(principal, facts, who),
        place,
        own.slots,
        policy.slots,
        key.slots,
        ...[...new Set(signatures)].sort(),
      ].join("|");
    });
  }
}

/** Services are few: each has a class of its own for each repository policy. */
function serviceClass({ arn }: Principal, { accountId, region, arn: repositoryArn, policy }: Repository): string {
  const text = JSON.stringify(policy ?? {});
  return [arn, accountId, region, text, text.includes("${") ? repositoryArn : ""].join("|");
}

function preparedDocuments(participants: readonly Participant[]): PreparedDocuments {
  const sameForAll: [string, PreparedStatement][] = [];
  const varying: [string, PreparedStatement][] = [];
  const slots = participants.map(slotOf);
  participants.forEach(({ statements, hasVariables }, index) => {
    for (const statement of statements) {
      const prepared = preparedStatement(statement, hasVariables);
      if (prepared === undefined) continue;
      (prepared.isSameForAll ? sameForAll : varying).push([slots[index] ?? "", prepared]);
    }
  });
  return { slots: [...new Set(slots)].join(), sameForAll, varying };
}

/** Which part a document takes in decisions. */
export function slotOf({ document, level = "", isStandIn = false }: Participant): string {
  return `${document.kind}${level}${isStandIn ? "!" : ""}`;
}

function signaturesOf(statements: PreparedDocuments["varying"], pair: ClassPair): readonly string[] {
  return statements.flatMap(([slot, statement]) => {
    const signature = statement.signature(pair);
    return signature === undefined ? [] : [`${slot}${signature}`];
  });
}

/** What of a repository and its key is the same for many, and matters. */
export function repositoryClass({ accountId, region, arn }: Repository, key: RepositoryKey): string {
  const about =
    key.type === "customer"
      ? [key.key.state, key.key.keySpec, key.key.keyUsage, key.key.origin, key.key.multiRegion]
      : [];
  const owner = "arn" in key ? ownerOfArn(key.arn) : [];
  return JSON.stringify([partitionOfArn(arn), region, accountId, key.type, owner, about]);
}

function ownerOfArn(arn: string): readonly string[] {
  const { partition = "", service = "", region = "", accountId = "" } = parseArn(arn) ?? {};
  return [partition, service, region, accountId];
}

/** How a principal stands to a repository and its key. */
export function relationOf(
  { kind, policiesUnseen }: Principal,
  { repository, keyAccount }: TargetFacts,
  { caller, partition }: PrincipalFacts,
): string {
  const isSame = [repository.accountId === caller.accountId, keyAccount === caller.accountId];
  return `${kind} ${partition} ${isSame.join(" ")} ${String(policiesUnseen ?? false)}`;
}

function remembered<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  const before = memory.get(key);
  if (before !== undefined) return before;
  const made = make();
  memory.set(key, made);
  return made;
}
