import { UNDECIDED } from "../../iam/language";
import { DEPENDS } from "../../iam/truth";
import { partitionOfArn } from "../../policy/principal-arn";
import { compareText } from "../../../shared/internal";
import { callBy } from "../asked-call";
import type { Participant } from "../participants";
import type { PartyName } from "../party";
import { ARN, arnDomain, type CallerKind } from "./caller-kinds";
import type { Conjunction, Template } from "./conjunction";
import { templateOf } from "./conjunction";
import type { Asked, FoundParty, Rows } from "./found-party";
import { homeAsks, someCaller, type Home } from "./homes";
import type { Signed } from "./literal";
import { beyondName, headsOf } from "./name-clause";
import { conditionLeftBy, exceptionLeftBy, partyNames } from "./party-name";
import type { PrincipalPiece } from "./principal-pieces";
import type { Clause, Certainty, Question, Solution } from "./solve";
import { solve } from "./solve";
import {
  combinations,
  isResourceDocument,
  statementsInForce,
  type InCall,
  type StatementsInForce,
} from "./statements-in-force";
import type { NeededCall, Variant } from "./variants";
import { judgeWitness } from "./witness";

/** How many combinations of statements are tried at most. */
const MOST_COMBINATIONS = 2_000;

/** Looks for those who may by one variant: callers of a kind, at home somewhere. */
export class VariantSearch {
  readonly #asked: Asked;
  readonly #variant: Variant;
  readonly #kind: CallerKind;
  readonly #home: Home;
  readonly #rows: Rows;
  readonly #partition: string;
  readonly #templates: readonly Template[];
  /** Absent where some call is allowed to nobody. */
  readonly #statements: StatementsInForce | undefined;

  constructor(asked: Asked, rows: Rows, variant: Variant, kind: CallerKind, home: Home) {
    this.#asked = asked;
    this.#variant = variant;
    this.#kind = kind;
    this.#home = home;
    this.#rows = rows;
    this.#partition = partitionOfArn(asked.repository.arn);
    const { world, repository } = asked;
    const caller = someCaller(kind, home, this.#partition);
    const templates: Template[] = [];
    this.#templates = templates;
    this.#statements = statementsInForce(variant.calls, (call) => {
      const { planned } = variant.calls[call] as NeededCall;
      const asked = callBy(planned, caller, repository, world, NO_DOCUMENTS);
      const template = templateOf(asked, kind, this.#partition, rows.arns);
      templates.push(template);
      return template;
    });
  }

  *find(before: readonly FoundParty[]): Generator<FoundParty> {
    if (this.#statements === undefined) return;
    const { needed, denies } = this.#statements;
    const names = before.flatMap(({ name }) => name ?? []);
    const isOpen = [...needed.flat(), ...denies].some(({ conjunction }) => conjunction.isOpen);
    let tried = 0;
    for (const combination of combinations(needed)) {
      tried += 1;
      if (tried > MOST_COMBINATIONS) {
        yield { verdict: "unknown", documents: this.#documents(), unknowns: ["which statements let in together"] };
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
      const holds = this.#asksOf(combination, pivot, piece);
      const clauses = [...this.#deniesAs("certain"), ...this.#beyond(known, "certain")];
      const solution = solve(this.#question(holds, clauses, "certain"));
      if (solution === undefined) continue;
      if (solution === UNDECIDED) {
        yield { verdict: "unknown", documents: this.#documents(), unknowns: [TOO_MUCH] };
        continue;
      }
      if (this.#variant.isByIamAlone) {
        yield this.#own("allowed");
        return;
      }
      for (const name of this.#namesOf(combination, piece)) {
        const [heads] = headsOf(name, this.#templates);
        const within = (heads ?? []).map((literal): Signed => ({ literal, holds: true }));
        const witness = solve(this.#question([...holds, ...within], clauses, "certain"));
        if (witness === undefined || witness === UNDECIDED) continue;
        const judged = this.#judge(witness);
        yield judged.verdict === "allowed"
          ? { verdict: "allowed", name, documents: [], unknowns: [] }
          : { verdict: "unknown", documents: this.#documents(), unknowns: judged.unknowns };
      }
    }
  }

  /** Somebody who may or may not, beside those who are named. */
  #unknown(combination: readonly InCall[], known: readonly PartyName[]): FoundParty | undefined {
    const holds = this.#asksOf(combination, undefined, EVERYBODY);
    const clauses = [...this.#deniesAs("possible"), ...this.#beyond(known, "possible")];
    const solution = solve(this.#question(holds, clauses, "possible"));
    if (solution === undefined) return undefined;
    if (this.#variant.isByIamAlone) return this.#own("unknown");
    const judged = solution === UNDECIDED ? { unknowns: [TOO_MUCH], documents: [] } : this.#judge(solution);
    const documents = judged.documents.length > 0 ? judged.documents : this.#documents();
    const federated = combination.flatMap(({ conjunction }) =>
      conjunction.pieces.flatMap(({ kind, value, isOpen }) =>
        kind === "other" && isOpen && judged.unknowns.length === 0
          ? [`what AWS makes of the principal ${value} in the policy of a resource`]
          : [],
      ),
    );
    return { verdict: "unknown", documents, unknowns: [...new Set([...judged.unknowns, ...federated])] };
  }

  #own(verdict: FoundParty["verdict"]): FoundParty {
    return { verdict, ownAccount: this.#variant.account ?? "", documents: [], unknowns: [] };
  }

  /** Roles and users with rows are asked about there. */
  #hasRow({ kind, value, isOpen }: PrincipalPiece): boolean {
    if (isOpen || this.#variant.isByIamAlone) return false;
    if (kind === "principal") return this.#rows.arns.has(value);
    return kind === "account" && this.#rows.covered.some((name) => isWholeAccount(name, value));
  }

  #asksOf(combination: readonly InCall[], pivot: InCall | undefined, piece: PrincipalPiece): readonly Signed[] {
    const holds: Signed[] = [...homeAsks(this.#home, this.#kind, this.#partition, this.#asked.world)];
    if (piece.literal !== undefined) holds.push({ literal: piece.literal, holds: true });
    for (const each of combination) {
      const { call, conjunction } = each;
      if (each !== pivot && conjunction.principal !== undefined)
        holds.push({ literal: conjunction.principal, holds: true });
      for (const condition of conjunction.conditions) holds.push(signedOf(condition, call, true));
    }
    return holds;
  }

  #deniesAs(certainty: Certainty): readonly Clause[] {
    return this.#denies().flatMap(({ call, conjunction }): readonly Clause[] => {
      if (conjunction.constant === DEPENDS && certainty === "possible") return [];
      const { principal, conditions } = conjunction;
      return [
        [
          ...(principal === undefined ? [] : [[{ literal: principal, holds: false }]]),
          ...conditions.map((condition) => [signedOf(condition, call, false)]),
        ],
      ];
    });
  }

  #beyond(names: readonly PartyName[], certainty: Certainty): readonly Clause[] {
    if (this.#variant.isByIamAlone) return [];
    return [...this.#rows.covered, ...names].flatMap((name) => beyondName(name, this.#templates, certainty));
  }

  #question(holds: readonly Signed[], clauses: readonly Clause[], certainty: Certainty): Question {
    const domains =
      typeof this.#kind === "object" ? NO_DOMAINS : new Map([[ARN, arnDomain(this.#kind, this.#partition)]]);
    return { holds, clauses, certainty, domains, excluded: this.#rows.arns };
  }

  #namesOf(combination: readonly InCall[], piece: PrincipalPiece): readonly PartyName[] {
    const open = new Map(
      combination
        .flatMap(({ conjunction }) => conjunction.conditions.map(({ entry }) => entry))
        .map((entry) => [JSON.stringify(entry), entry]),
    );
    const unless = new Map<string, NonNullable<ReturnType<typeof exceptionLeftBy>>>();
    for (const { call, conjunction } of this.#denies()) {
      const left = conditionLeftBy(conjunction);
      if (left !== undefined) {
        open.set(JSON.stringify(left), left);
        continue;
      }
      const exception = this.#overlaps(combination, piece, call, conjunction)
        ? exceptionLeftBy(conjunction)
        : undefined;
      if (exception !== undefined) unless.set(JSON.stringify(exception), exception);
    }
    const { account } = this.#variant;
    const exceptions = [...unless].sort(([a], [b]) => compareText(a, b)).map(([, exception]) => exception);
    return partyNames({
      piece,
      ...(account === undefined ? {} : { account }),
      entries: [...open.values()],
      unless: exceptions,
    });
  }

  #denies(): StatementsInForce["denies"] {
    return this.#statements?.denies ?? [];
  }

  /** Whether a Deny takes anything away from those whom statements let in. */
  #overlaps(combination: readonly InCall[], piece: PrincipalPiece, call: number, deny: Conjunction): boolean {
    const { principal, conditions } = deny;
    const holds = [
      ...this.#asksOf(combination, undefined, piece),
      ...(principal === undefined ? [] : [{ literal: principal, holds: true }]),
      ...conditions.map((condition) => signedOf(condition, call, true)),
    ];
    return solve({ ...this.#question(holds, [], "possible"), excluded: NOBODY }) !== undefined;
  }

  #judge(solution: Solution): ReturnType<typeof judgeWitness> {
    const home = this.#home;
    const path = "account" in home ? this.#asked.world.account(home.account)?.organizationPath : undefined;
    return judgeWitness(this.#asked, this.#variant, this.#kind, solution, path);
  }

  #documents(): readonly string[] {
    const names = this.#templates.flatMap(({ asked: { participants } }) =>
      participants.filter(isResourceDocument).map(({ document }) => document.name),
    );
    return [...new Set(names)];
  }
}

const TOO_MUCH = "more than could be worked out: simpler conditions would help";
const EVERYBODY: PrincipalPiece = { kind: "everyone", value: "*", isOpen: false };
const NO_DOMAINS: Question["domains"] = new Map();
const NOBODY: ReadonlySet<string> = new Set();

function isWholeAccount(name: PartyName, account: string): boolean {
  return "account" in name && name.account === account && name.if === undefined && name.unless === undefined;
}

function signedOf({ literal, isShared }: Conjunction["conditions"][number], call: number, holds: boolean): Signed {
  return isShared ? { literal, holds } : { literal, holds, call };
}

/** How many a statement names; one for everybody comes last. */
function breadthOf({ conjunction: { pieces } }: InCall): number {
  return pieces.some(({ kind }) => kind === "everyone") ? Infinity : pieces.length;
}

const NO_DOCUMENTS = (): readonly Participant[] => [];
