import { UNDECIDED } from "../../iam/text-search";
import type { PartyName } from "../party";
import type { FoundParty } from "./found-party";
import type { Signed } from "./literal";
import { headsOf, isWholeAccount } from "./name-clause";
import { namesOfCombination } from "./names-of-combination";
import type { PrincipalPiece } from "./principal-pieces";
import type { SearchSpace } from "./search-space";
import { solve } from "./solve";
import { combinations, type InCall } from "./statements-in-force";

/** How many combinations of statements are tried at most. */
const MOST_COMBINATIONS = 2_000;

/** Looks for those who may by one variant: callers of a kind, at home somewhere. */
export class VariantSearch {
  readonly #space: SearchSpace;

  constructor(space: SearchSpace) {
    this.#space = space;
  }

  *find(before: readonly FoundParty[]): Generator<FoundParty> {
    const { needed, denies } = this.#space;
    if (needed === undefined) return;
    const names = before.flatMap(({ name }) => name ?? []);
    const isOpen = [...needed.flat(), ...denies].some(({ conjunction }) => conjunction.isOpen);
    let tried = 0;
    for (const combination of combinations(needed)) {
      tried += 1;
      if (tried > MOST_COMBINATIONS) {
        yield {
          verdict: "unknown",
          documents: this.#space.documents(),
          unknowns: ["which statements let in together"],
        };
        return;
      }
      for (const found of this.#named(combination, names)) {
        if (found.name !== undefined) names.push(found.name);
        yield found;
      }
      if (!isOpen) continue;
      const rest = this.#unknown(combination, names);
      if (rest !== undefined) yield rest;
    }
  }

  /** Those who may for certain, by each of the principals that a statement names. */
  *#named(combination: readonly InCall[], known: readonly PartyName[]): Generator<FoundParty> {
    const [pivot] = [...combination].sort((a, b) => breadthOf(a) - breadthOf(b));
    const pieces: readonly PrincipalPiece[] = pivot?.conjunction.pieces ?? [EVERYBODY];
    for (const piece of pieces) {
      if (this.#hasRow(piece)) continue;
      const holds = this.#space.asksOf(combination, pivot, piece);
      const clauses = [...this.#space.deniesAs("certain"), ...this.#space.beyond(known, "certain")];
      const solution = solve(this.#space.question(holds, clauses, "certain"));
      if (solution === undefined) continue;
      if (solution === UNDECIDED) {
        yield { verdict: "unknown", documents: this.#space.documents(), unknowns: [TOO_MUCH] };
        continue;
      }
      if (this.#space.variant.isByIamAlone) {
        yield this.#own("allowed");
        return;
      }
      let isNamed = false;
      for (const name of namesOfCombination(this.#space, combination, piece)) {
        const [heads] = headsOf(name, this.#space.templates);
        const within = (heads ?? []).map((literal): Signed => ({ literal, holds: true }));
        const witness = solve(this.#space.question([...holds, ...within], clauses, "certain"));
        if (witness === undefined || witness === UNDECIDED) continue;
        const judged = this.#space.judge(witness);
        isNamed = true;
        yield judged.verdict === "allowed"
          ? { verdict: "allowed", name, documents: [], unknowns: [] }
          : { verdict: "unknown", documents: this.#space.documents(), unknowns: judged.unknowns };
      }
      if (!isNamed) yield { verdict: "unknown", documents: this.#space.documents(), unknowns: [TOO_MUCH] };
    }
  }

  /** Somebody who may or may not, beside those who are named. */
  #unknown(combination: readonly InCall[], known: readonly PartyName[]): FoundParty | undefined {
    const holds = this.#space.asksOf(combination, undefined, EVERYBODY);
    const clauses = [...this.#space.deniesAs("possible"), ...this.#space.beyond(known, "possible")];
    const solution = solve(this.#space.question(holds, clauses, "possible"));
    if (solution === undefined) return undefined;
    if (this.#space.variant.isByIamAlone) return this.#own("unknown");
    const judged = solution === UNDECIDED ? { unknowns: [TOO_MUCH], documents: [] } : this.#space.judge(solution);
    const open = [...combination, ...this.#space.denies].filter(({ conjunction }) => conjunction.isOpen);
    const documents = judged.documents.length > 0 ? judged.documents : open.map(({ document }) => document);
    const federated = combination.flatMap(({ conjunction }) =>
      conjunction.pieces.flatMap(({ kind, value, isOpen }) =>
        kind === "other" && isOpen && judged.unknowns.length === 0
          ? [`what AWS makes of the principal ${value} in the policy of a resource`]
          : [],
      ),
    );
    const unknowns = [...new Set([...judged.unknowns, ...federated])];
    return { verdict: "unknown", documents: [...new Set(documents)], unknowns };
  }

  #own(verdict: FoundParty["verdict"]): FoundParty {
    return { verdict, ownAccount: this.#space.variant.account ?? "", documents: [], unknowns: [] };
  }

  /** Accounts with rows are asked about there; roles and users with rows are no pieces of a statement. */
  #hasRow({ kind, value, isOpen }: PrincipalPiece): boolean {
    if (isOpen || this.#space.variant.isByIamAlone) return false;
    return kind === "account" && this.#space.rows.covered.some((name) => isWholeAccount(name, value));
  }
}

const TOO_MUCH = "more than could be worked out: simpler conditions would help";
const EVERYBODY: PrincipalPiece = { kind: "everyone", value: "*", isOpen: false };

/** How many a statement names; one for everybody comes last. */
function breadthOf({ conjunction: { pieces } }: InCall): number {
  return pieces.some(({ kind }) => kind === "everyone") ? Infinity : pieces.length;
}
