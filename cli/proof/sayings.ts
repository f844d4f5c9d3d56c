import type { Request } from "../iam/request";
import type { Truth } from "../iam/truth";
import { either, NO } from "../iam/truth";
import { ClassPair } from "./class-request";
import type { PrincipalFacts, TargetFacts } from "./facts";
import { NumberSets, Sequences, TextNumbers } from "./number-sets";
import type { PreparedDocuments } from "./prepared-documents";
import type { PreparedStatement } from "./prepared-statement";

/** The repositories that documents are asked about, by their places in a list. */
export type Places = readonly number[];

/** The repositories of which a statement says the same, by a number for what it says of them. */
type AboutTargets = ReadonlyMap<number, Places>;

/** Documents, the repositories that they are asked about together, and what was found out about these. */
export interface AskedDocuments {
  readonly documents: PreparedDocuments;
  readonly places: Places;
  readonly about: Map<PreparedStatement, AboutTargets>;
}

/**
 * What documents say about pairs of principal and repository, as sets of numbers: where two pairs get the same set, they
 * say the same about both. A statement is asked once about each repository, for all principals, and once about each
 * principal, for all repositories; only what both have to do with is put together.
 */
export class Sayings {
  readonly #targets: readonly TargetFacts[];
  readonly #numbers = new TextNumbers();
  readonly #sets = new NumberSets();
  readonly #sequences = new Sequences();
  /** The repositories that an ARN stands for: itself, or those that the key encrypts. */
  readonly #byArn = new Map<string, number[]>();
  readonly #pairs: ClassPair[] = [];

  constructor(targets: readonly TargetFacts[]) {
    this.#targets = targets;
    for (const [place, { repository, keyArn }] of targets.entries()) {
      for (const arn of keyArn === undefined ? [repository.arn] : [repository.arn, keyArn]) {
        const places = this.#byArn.get(arn);
        if (places === undefined) this.#byArn.set(arn, [place]);
        else places.push(place);
      }
    }
  }

  /** The set that has a text as its only member. */
  only(text: string): number {
    return this.#sets.with(NumberSets.EMPTY, this.#numbers.of(text));
  }

  /** Adds to the sets of repositories, each at its place, what documents say about a principal and them. */
  add(sets: Uint32Array, asked: AskedDocuments, who: PrincipalFacts): void {
    const { documents, places } = asked;
    const [first] = places;
    const target = first === undefined ? undefined : this.#targets[first];
    if (target === undefined) return;
    const pair = new ClassPair(who, target);
    for (const { slot, statement } of documents.statements) {
      if (statement.isOpen) this.#addOpen(sets, slot, statement, who, places);
      else {
        const said = saidOfPrincipal(statement, pair.request);
        if (said === undefined) continue;
        for (const [about, those] of this.#aboutTargets(asked, statement, who))
          this.#addTo(sets, those, `${slot}${statement.base}${said}/${about}`);
      }
    }
  }

  #addTo(sets: Uint32Array, places: Places, text: string): void {
    const number = this.#numbers.of(text);
    let before = -1;
    let grown = NumberSets.EMPTY;
    for (const place of places) {
      const set = sets[place] ?? NumberSets.EMPTY;
      if (set !== before) grown = this.#sets.with(set, number);
      before = set;
      sets[place] = grown;
    }
  }

  /** A policy variable may stand for anything of a pair, so that each is asked about by itself. */
  #addOpen(sets: Uint32Array, slot: string, statement: PreparedStatement, who: PrincipalFacts, places: Places): void {
    for (const place of places) {
      const target = this.#targets[place];
      const signature = target === undefined ? undefined : statement.signature(new ClassPair(who, target));
      if (signature !== undefined) this.#addTo(sets, [place], `${slot}${signature}`);
    }
  }

  #aboutTargets({ about, places }: AskedDocuments, statement: PreparedStatement, who: PrincipalFacts): AboutTargets {
    const before = about.get(statement);
    if (before !== undefined) return before;
    const found = this.#findTargets(statement, who, places);
    about.set(statement, found);
    return found;
  }

  #findTargets(statement: PreparedStatement, who: PrincipalFacts, places: Places): AboutTargets {
    const { resources, exactResources, ofTarget } = statement;
    if (resources.length === 0 && ofTarget.length === 0) return new Map([[Sequences.EMPTY, places]]);
    const found = new Map<number, number[]>();
    for (const place of this.#named(exactResources, places)) {
      const about = this.#about(statement, this.#pairAt(place, who));
      if (about === undefined) continue;
      const those = found.get(about);
      if (those === undefined) found.set(about, [place]);
      else those.push(place);
    }
    return found;
  }

  /** A pair to ask what has nothing to do with the principal: any is as good as another. */
  #pairAt(place: number, who: PrincipalFacts): ClassPair {
    return (this.#pairs[place] ??= new ClassPair(who, this.#targets[place] as TargetFacts));
  }

  /** The repositories that resources without wildcards name, or all. */
  #named(exact: ReadonlySet<string> | undefined, places: Places): Iterable<number> {
    // Of a few repositories it takes less to ask about each.
    if (exact === undefined || places.length < this.#targets.length) return places;
    return new Set([...exact].flatMap((arn) => this.#byArn.get(arn) ?? []));
  }

  /** What a statement says of a repository and its key; `undefined` where it is not about them. */
  #about({ resources, ofTarget }: PreparedStatement, { request, requests }: ClassPair): number | undefined {
    let about = Sequences.EMPTY;
    for (const resource of resources) {
      let most: Truth = NO;
      for (const each of requests) {
        const truth = resource.test(each);
        most = either(most, truth);
        about = this.#sequences.with(about, truth);
      }
      if (most === NO) return undefined;
    }
    for (const condition of ofTarget) {
      const truth = condition.truth(request);
      if (truth === undefined) return undefined;
      about = this.#sequences.with(about, truth);
    }
    return about;
  }
}

/** What a statement says of a principal; `undefined` where it is not about him. */
function saidOfPrincipal(statement: PreparedStatement, request: Request): string | undefined {
  let said = statement.ways(request);
  for (const condition of statement.ofPrincipal) {
    if (said === undefined) return undefined;
    const truth = condition.truth(request);
    said = truth === undefined ? undefined : `${said}${truth}`;
  }
  return said;
}
