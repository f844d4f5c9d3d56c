import { parseArn } from "../../shared/internal";
import type { Principal, Repository } from "../model/access-model";
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
import { partitionOfArn } from "../policy/principal-arn";
import type { PreparedDocuments } from "./prepared-documents";
import { preparedDocuments } from "./prepared-documents";
import type { AskedDocuments } from "./sayings";
import { Sayings } from "./sayings";
import { StatementIndex } from "./statement-index";
import type { RepositoryKey, World } from "./world";

/** Documents whose repositories are being collected. */
type Asked = AskedDocuments & { readonly places: number[] };

/** Repositories to which a principal stands alike. */
interface Alike {
  readonly first: TargetFacts;
  readonly text: string;
  readonly places: number[];
}

/** Tells which pairs of principal and repository have the same cells, whatever they are called. */
export class PairClasses {
  readonly #world: World;
  readonly #targets: readonly TargetFacts[];
  readonly #classNames: readonly string[];
  readonly #sayings: Sayings;
  readonly #alike: readonly Alike[];
  readonly #resourcePolicies = new Map<string, StatementIndex>();
  readonly #byPartition = new Map<string, Asked>();
  readonly #controls = new Map<string, PreparedDocuments>();

  constructor(world: World, repositories: readonly Repository[]) {
    this.#world = world;
    this.#targets = repositories.map((repository) => targetFacts(repository, world));
    this.#classNames = this.#targets.map(({ repository, key }) => repositoryClass(repository, key));
    this.#sayings = new Sayings(this.#targets);
    const byPolicy = new Map<string, Asked>();
    const byKey = new Map<string, Asked>();
    const alike = new Map<string, Alike>();
    for (const [place, facts] of this.#targets.entries()) {
      const { repository, key, keyArn, keyAccount, partition } = facts;
      const { accountId } = repository;
      const policy = remembered(
        byPolicy,
        `${partition} ${accountId} ${JSON.stringify(repository.policy?.policy)}`,
        () =>
          asked([...controlParticipants(world.account(accountId), "resource"), ...repositoryParticipants(repository)]),
      );
      const ofKey = remembered(byKey, `${partition} ${keyArn ?? key.type}`, () =>
        asked([
          ...(keyAccount === undefined ? [] : controlParticipants(world.account(keyAccount), "resource")),
          ...keyParticipants(key, world),
        ]),
      );
      const text = [
        partition,
        accountId,
        keyAccount,
        this.#classNames[place],
        policy.documents.slots,
        ofKey.documents.slots,
      ].join("|");
      const inPartition = remembered(this.#byPartition, partition, () => asked([]));
      const withThem = remembered(alike, text, () => ({ first: facts, text, places: [] }));
      for (const { places } of [policy, ofKey, inPartition, withThem]) places.push(place);
    }
    for (const each of [...byPolicy.values(), ...byKey.values()]) {
      const { partition = "" } = this.#targets[each.places[0] ?? 0] ?? {};
      remembered(this.#resourcePolicies, partition, () => new StatementIndex()).add(each);
    }
    this.#alike = [...alike.values()];
  }

  /** For each repository the class of its pair with a principal, a number. */
  of(principal: Principal): Uint32Array {
    const { kind } = principal;
    if (kind === "lambda" || kind === "service") {
      return Uint32Array.from(this.#targets, ({ repository }, place) =>
        this.#sayings.only(
          kind === "service"
            ? serviceClass(principal, repository)
            : lambdaClass(principal, repository, this.#classNames[place] ?? ""),
        ),
      );
    }
    const world = this.#world;
    const own = preparedDocuments([...identityParticipants(principal), ...boundaryParticipants(principal)]);
    const controls = remembered(this.#controls, principal.accountId, () =>
      preparedDocuments(controlParticipants(world.account(principal.accountId), "service")),
    );
    const facts = new Map<string, PrincipalFacts>();
    const factsFor = ({ partition, repository }: TargetFacts): PrincipalFacts =>
      remembered(facts, partition, () => principalFacts(principal, repository, world));
    const classes = new Uint32Array(this.#targets.length);
    for (const { first, text, places } of this.#alike) {
      const begin = this.#sayings.only(
        [relationOf(principal, first, factsFor(first)), own.slots, controls.slots, text].join("|"),
      );
      for (const place of places) classes[place] = begin;
    }
    for (const [partition, { places, about }] of this.#byPartition) {
      const who = facts.get(partition);
      if (who === undefined) continue;
      const policies = this.#resourcePolicies.get(partition)?.concerning(who.caller) ?? [];
      this.#sayings.add(classes, [
        ...this.#sayings.of({ documents: own, places, about }, who),
        ...this.#sayings.of({ documents: controls, places, about }, who),
        ...policies.flatMap((each) => this.#sayings.ofStatement(each, who)),
      ]);
    }
    return classes;
  }
}

/** Documents about which nothing has been asked yet. */
function asked(participants: readonly Participant[]): Asked {
  return { documents: preparedDocuments(participants), places: [], about: new Map() };
}

/** Services are few: each has a class of its own for each repository policy. */
function serviceClass({ arn }: Principal, { accountId, region, arn: repositoryArn, policy }: Repository): string {
  const text = JSON.stringify(policy ?? {});
  return [arn, accountId, region, text, text.includes("${") ? repositoryArn : ""].join("|");
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
