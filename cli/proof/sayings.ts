import type { Request } from "../iam/request";
import type { Truth } from "../iam/truth";
import { either, NO } from "../iam/truth";
import { ClassPair } from "./class-request";
import type { PrincipalFacts, TargetFacts } from "./facts";
import { NumberSets, Sequences, TextNumbers } from "./number-sets";
import type { PreparedDocuments } from "./prepared-documents";
import type { PreparedStatement } from "./prepared-statement";
import type { AskedStatement } from "./statement-index";

/** The repositories that documents are asked about, by their places in a list. */
export type Places = readonly number[];

/** The repositories of which a statement says the same, by a number for what it says of them. */
type AboutTargets = ReadonlyMap<number, Places>;

/** Something that a statement says of a principal and repositories. */
export interface Saying {
  readonly number: number;
  readonly places: Places;
}

/** Documents, the repositories that they are asked about together, and what was found out about these. */
export interface AskedDocuments {
  readonly documents: PreparedDocuments;
  readonly places: Places;
  /** By statement, or by what it asks. */
  readonly about: Map<PreparedStatement | string, AboutTargets>;
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
  /** In the order of their code units. */
  readonly #arns: readonly string[];
  readonly #pairs: ClassPair[] = [];
  readonly #requests = new WeakMap<PrincipalFacts, Request>();

  constructor(targets: readonly TargetFacts[]) {
    this.#targets = targets;
    for (const [place, { repository, keyArn }] of targets.entries()) {
      for (const arn of keyArn === undefined ? [repository.arn] : [repository.arn, keyArn]) {
        const places = this.#byArn.get(arn);
        if (places === undefined) this.#byArn.set(arn, [place]);
        else places.push(place);
      }
    }
    this.#arns = [...this.#byArn.keys()].sort((one, other) => (one < other ? -1 : 1));
  }

  /** The set that has a text as its only member. */
  only(text: string): number {
    return this.#sets.with(NumberSets.EMPTY, this.#numbers.of(text));
  }

  /** What documents say about a principal and repositories. */
  of(asked: AskedDocuments, who: PrincipalFacts): readonly Saying[] {
    return asked.documents.statements.flatMap(({ slot, statement }) =>
      this.ofStatement({ asked, slot, statement }, who),
    );
  }

  /** The same of one of their statements. */
  ofStatement({ asked, slot, statement }: AskedStatement, who: PrincipalFacts): readonly Saying[] {
    const [first] = asked.places;
    if (first === undefined) return [];
    if (statement.isOpen) return this.#ofOpen(slot, statement, who, asked.places);
    const said = saidOfPrincipal(statement, this.#requestOf(who, first));
    if (said === undefined) return [];
    const text = `${slot}${statement.base}${said}/`;
    return [...this.#aboutTargets(asked, statement, who)].map(([about, places]) => ({
      number: this.#numbers.of(`${text}${about}`),
      places,
    }));
  }

  /** Adds to sets of repositories, each at its place, what is said of them. */
  add(sets: Uint32Array, sayings: readonly Saying[]): void {
    // As long as most sets are the same, each has to be looked up once for many.
    for (const { number, places } of [...sayings].sort((a, b) => b.places.length - a.places.length)) {
      let before = -1;
      let grown = NumberSets.EMPTY;
      for (const place of places) {
        const set = sets[place] ?? NumberSets.EMPTY;
        if (set !== before) grown = this.#sets.with(set, number);
        before = set;
        sets[place] = grown;
      }
    }
  }

  /** A request of a principal, about a repository of its partition: which, does not matter. */
  #requestOf(who: PrincipalFacts, place: number): Request {
    const before = this.#requests.get(who);
    if (before !== undefined) return before;
    const { request } = new ClassPair(who, this.#targets[place] as TargetFacts);
    this.#requests.set(who, request);
    return request;
  }

  /** A policy variable may stand for anything of a pair, so that each is asked about by itself. */
  #ofOpen(slot: string, statement: PreparedStatement, who: PrincipalFacts, places: Places): readonly Saying[] {
    return places.flatMap((place): readonly Saying[] => {
      const target = this.#targets[place];
      const signature = target === undefined ? undefined : statement.signature(new ClassPair(who, target));
      return signature === undefined ? [] : [{ number: this.#numbers.of(`${slot}${signature}`), places: [place] }];
    });
  }

  #aboutTargets({ about, places }: AskedDocuments, statement: PreparedStatement, who: PrincipalFacts): AboutTargets {
    const asks = statement.asksOfTarget ?? statement;
    const before = about.get(asks);
    if (before !== undefined) return before;
    const found = this.#findTargets(statement, who, places);
    about.set(asks, found);
    return found;
  }

  #findTargets(statement: PreparedStatement, who: PrincipalFacts, places: Places): AboutTargets {
    const { resources, namedResources, ofTarget } = statement;
    if (resources.length === 0 && ofTarget.length === 0) return new Map([[Sequences.EMPTY, places]]);
    const found = new Map<number, number[]>();
    for (const place of this.#named(namedResources, places)) {
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

  /** The repositories that resources may be about. */
  #named(resources: readonly string[] | undefined, places: Places): Iterable<number> {
    // Of a few repositories it takes less to ask about each.
    if (resources === undefined || places.length < this.#targets.length) return places;
    const named = new Set<number>();
    for (const resource of resources) {
      const start = resource.search(/[*?]/);
      const arns = start === -1 ? [resource] : this.#arnsFrom(resource.slice(0, start));
      for (const arn of arns) for (const place of this.#byArn.get(arn) ?? []) named.add(place);
    }
    return named;
  }

  /** The ARNs that begin with a text. */
  *#arnsFrom(text: string): Iterable<string> {
    let [from, to] = [0, this.#arns.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#arns[middle] ?? "") < text) from = middle + 1;
      else to = middle;
    }
    for (let at = from; this.#arns[at]?.startsWith(text) === true; at++) yield this.#arns[at] ?? "";
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
