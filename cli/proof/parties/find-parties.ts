import { charactersOf, languageOf, tokensOf, UNDECIDED } from "../../iam/language";
import { DEPENDS, YES } from "../../iam/truth";
import type { StatementJson } from "../../policy/policy-json";
import { partitionOfArn } from "../../policy/principal-arn";
import { compareText } from "../../../shared/internal";
import type { Repository } from "../../model/access-model";
import { callBy, type AskedCall } from "../asked-call";
import type { Caller } from "../caller";
import type { Participant } from "../participants";
import type { PartyName } from "../party";
import type { KmsModel, OperationId } from "../proof";
import type { World } from "../world";
import { ARN, arnDomain, ofAccount, ORGANIZATION, ORGANIZATION_PATHS, type CallerKind } from "./caller-kinds";
import type { Conjunction, Template } from "./conjunction";
import { conjunctionOf, templateOf } from "./conjunction";
import type { Literal, Signed } from "./literal";
import { beyondName, headsOf, textLiteral } from "./name-clause";
import { conditionLeftBy, exceptionLeftBy, partyNames } from "./party-name";
import type { PrincipalPiece } from "./principal-pieces";
import { principalLiteral } from "./principal-pieces";
import type { Clause, Certainty, Question, Solution } from "./solve";
import { solve } from "./solve";
import type { Need, Variant } from "./variants";
import { variantsOf } from "./variants";
import { judgeWitness } from "./witness";

/** Who has rows of their own, so that they are no party. */
export interface Rows {
  /** The ARNs of roles and users. */
  readonly arns: ReadonlySet<string>;
  /** Accounts, organizations and resources of services whose row says that they may. */
  readonly covered: readonly PartyName[];
}

/** Somebody who is no row and has access. */
export interface FoundParty {
  readonly verdict: "allowed" | "unknown";
  /** How it is called; absent for somebody whom the documents do not say. */
  readonly name?: PartyName;
  /** For principals of an account that have access by their IAM policies alone: the account. */
  readonly ownAccount?: string;
  /** For what is not known: by which documents, and what would have to be known. */
  readonly documents: readonly string[];
  readonly unknowns: readonly string[];
}

/** What is asked: an operation on a repository or its key. */
export interface Asked {
  readonly world: World;
  readonly repository: Repository;
  readonly operation: OperationId;
  readonly kmsModel: KmsModel;
}

/** Everybody who may do something without being a row. */
export function findParties(asked: Asked, rows: Rows): readonly FoundParty[] {
  const { operation, kmsModel, repository, world } = asked;
  const found: FoundParty[] = [];
  for (const variant of variantsOf(operation, kmsModel, repository, world)) {
    for (const home of homesOf(variant, asked)) {
      for (const kind of variant.kinds) {
        const isNew = ({ name, unknowns }: FoundParty): boolean =>
          name !== undefined || !found.some((each) => each.name === undefined && isSameList(each.unknowns, unknowns));
        found.push(...[...new VariantSearch(asked, rows, variant, kind, home).find(found)].filter(isNew));
      }
    }
  }
  return found;
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.join("\n") === other.join("\n");
}

/**
 * Where callers are at home: an account, any but some, or, for a service, the account of the resource that it works
 * for.
 */
type Home = { readonly account: string } | { readonly others: readonly string[] } | { readonly sourceAccount: string };

/** Accounts of which the configuration says something are asked about one by one, all others together. */
function homesOf(variant: Variant, asked: Asked): readonly Home[] {
  const { world, repository } = asked;
  const { account, kinds, creating } = variant;
  if (account !== undefined) return [{ account }];
  if (creating !== undefined) {
    return creatorAccounts(repository)
      .filter((each) => each === repository.accountId || mayCreate(creating, each, asked))
      .map((sourceAccount) => ({ sourceAccount }));
  }
  if (typeof kinds[0] === "object") return [{ others: [] }];
  const known = world.model.accounts.filter(
    ({ organizationPath, serviceControlPolicies }) =>
      organizationPath !== undefined || serviceControlPolicies !== undefined,
  );
  const ids = known.map(({ id }) => id).filter((id) => id !== repository.accountId);
  return [{ others: [...ids, repository.accountId] }, ...ids.map((id): Home => ({ account: id }))];
}

/** Stands for an account that no document names. */
const SOME_ACCOUNT = "999999999999";

/** The accounts that may have functions: the repository's, those that its policy names, and one for all others. */
function creatorAccounts({ accountId, policy }: Repository): readonly string[] {
  const named = JSON.stringify(policy?.policy ?? "").match(/(?<!\d)\d{12}(?!\d)/g) ?? [];
  return [...new Set([accountId, ...named, SOME_ACCOUNT])];
}

function mayCreate(creating: Variant, account: string, asked: Asked): boolean {
  const rows: Rows = { arns: new Set(), covered: [] };
  return creating.kinds.some((kind) => {
    const search = new VariantSearch(asked, rows, creating, kind, { account });
    return search.find([]).next().done !== true;
  });
}

/** What a statement allows in one call. */
interface Allowing {
  readonly call: number;
  readonly conjunction: Conjunction;
}

/** How many combinations of statements are tried at most. */
const MOST_COMBINATIONS = 2_000;

class VariantSearch {
  readonly #asked: Asked;
  readonly #variant: Variant;
  readonly #kind: CallerKind;
  readonly #home: Home;
  readonly #rows: Rows;
  readonly #partition: string;
  readonly #templates: readonly Template[];
  readonly #calls: readonly AskedCall[];
  /** One statement of each has to allow. */
  readonly #needed: (readonly Allowing[])[] = [];
  readonly #denies: { readonly call: number; readonly conjunction: Conjunction }[] = [];

  constructor(asked: Asked, rows: Rows, variant: Variant, kind: CallerKind, home: Home) {
    this.#asked = asked;
    this.#variant = variant;
    this.#kind = kind;
    this.#home = home;
    this.#rows = rows;
    this.#partition = partitionOfArn(asked.repository.arn);
    const { world, repository } = asked;
    const caller = someCaller(kind, home, this.#partition);
    this.#calls = variant.calls.map(({ planned }) => callBy(planned, caller, repository, world, () => []));
    this.#templates = this.#calls.map((call) => templateOf(call, kind, this.#partition));
    this.#calls.forEach((call, index) => {
      this.#read(call, index, variant.calls[index]?.need ?? "either");
    });
  }

  *find(before: readonly FoundParty[]): Generator<FoundParty> {
    if (this.#needed.some((alternatives) => alternatives.length === 0)) return;
    const names = before.flatMap(({ name }) => name ?? []);
    const isOpen = [...this.#needed.flat(), ...this.#denies].some(({ conjunction }) => conjunction.isOpen);
    let tried = 0;
    for (const combination of combinations(this.#needed)) {
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
  *#named(combination: readonly Allowing[], known: readonly PartyName[]): Generator<FoundParty> {
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
  #unknown(combination: readonly Allowing[], known: readonly PartyName[]): FoundParty | undefined {
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

  #asksOf(combination: readonly Allowing[], pivot: Allowing | undefined, piece: PrincipalPiece): readonly Signed[] {
    const holds: Signed[] = [...this.#homeAsks()];
    if (piece.literal !== undefined) holds.push({ literal: piece.literal, holds: true });
    for (const each of combination) {
      const { call, conjunction } = each;
      if (each !== pivot && conjunction.principal !== undefined)
        holds.push({ literal: conjunction.principal, holds: true });
      for (const condition of conjunction.conditions) holds.push(signedOf(condition, call, true));
    }
    return holds;
  }

  #homeAsks(): readonly Signed[] {
    const home = this.#home;
    if ("sourceAccount" in home) return sourceAsks(home.sourceAccount);
    if (typeof this.#kind === "object") return [];
    const asks: Signed[] = [{ literal: IN_AN_ORGANIZATION, holds: true }];
    const accounts = "account" in home ? [home.account] : home.others;
    const patterns = accounts.map((account) => ofAccount(account, this.#partition));
    asks.push({ literal: textLiteral(ARN, languageOf(patterns)), holds: "account" in home });
    const path = "account" in home ? this.#asked.world.account(home.account)?.organizationPath : undefined;
    if (path === "none") asks.push({ literal: OUTSIDE_ORGANIZATIONS, holds: true });
    else if (path !== undefined)
      asks.push({ literal: textLiteral(ORGANIZATION, languageOf([[...charactersOf(path)]])), holds: true });
    return asks;
  }

  #deniesAs(certainty: Certainty): readonly Clause[] {
    return this.#denies.flatMap(({ call, conjunction }): readonly Clause[] => {
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

  #namesOf(combination: readonly Allowing[], piece: PrincipalPiece): readonly PartyName[] {
    const open = new Map(
      combination
        .flatMap(({ conjunction }) => conjunction.conditions.map(({ entry }) => entry))
        .map((entry) => [JSON.stringify(entry), entry]),
    );
    const unless = new Map<string, NonNullable<ReturnType<typeof exceptionLeftBy>>>();
    for (const { call, conjunction } of this.#denies) {
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

  /** Whether a Deny takes anything away from those whom statements let in. */
  #overlaps(combination: readonly Allowing[], piece: PrincipalPiece, call: number, deny: Conjunction): boolean {
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
    const names = this.#calls.flatMap(({ participants }) =>
      participants.filter(isResourceDocument).map(({ document }) => document.name),
    );
    return [...new Set(names)];
  }

  #read({ participants, planned }: AskedCall, call: number, need: Need): void {
    const template = this.#templates[call];
    if (template === undefined) return;
    const levels = new Map<string, Allowing[]>();
    const allowing: Allowing[] = [];
    for (const participant of participants) {
      const { document, level = "", statements, hasVariables = false } = participant;
      const isLevel = document.kind === "service-control-policy";
      if (isLevel && !levels.has(level)) levels.set(level, []);
      const reading = {
        variables: hasVariables,
        withoutResource: document.kind === "key-policy" ? "nothing" : "everything",
      } as const;
      for (const statement of statements) {
        const conjunction = conjunctionOf(statement, reading, template);
        if (conjunction === undefined) continue;
        if (statement.Effect === "Deny") this.#denies.push({ call, conjunction });
        else if (isLevel) levels.get(level)?.push({ call, conjunction });
        else if (isResourceDocument(participant)) {
          const narrowed = narrowedTo(conjunction, need);
          if (narrowed !== undefined) allowing.push({ call, conjunction: narrowed });
        }
      }
    }
    if (need !== "nothing" && planned.target !== "registry") this.#needed.push(allowing);
    this.#needed.push(...levels.values());
  }
}

const TOO_MUCH = "more than could be worked out: simpler conditions would help";
const EVERYBODY: PrincipalPiece = { kind: "everyone", value: "*", isOpen: false };
const NO_DOMAINS: Question["domains"] = new Map();
const NOBODY: ReadonlySet<string> = new Set();

/** What the path of an account looks like, where it is in an organization. */
const IN_AN_ORGANIZATION: Literal = {
  dimension: ORGANIZATION,
  absent: YES,
  theory: { certain: ORGANIZATION_PATHS, possible: ORGANIZATION_PATHS },
};
const OUTSIDE_ORGANIZATIONS: Literal = {
  dimension: ORGANIZATION,
  absent: YES,
  theory: { certain: languageOf([]), possible: languageOf([]) },
};

/** How many a statement names; one for everybody comes last. */
function breadthOf({ conjunction: { pieces } }: Allowing): number {
  return pieces.some(({ kind }) => kind === "everyone") ? Infinity : pieces.length;
}

/** A service says for which account it comes, and for which resource of it. */
function sourceAsks(account: string): readonly Signed[] {
  const resources = languageOf([tokensOf(`arn:*:*:*:${account}:*`)]);
  return [
    { literal: textLiteral("aws:sourceaccount", languageOf([[...charactersOf(account)]])), holds: true },
    {
      literal: { dimension: "aws:sourcearn", absent: YES, theory: { certain: resources, possible: resources } },
      holds: true,
    },
  ];
}

function isResourceDocument({ document }: Participant): boolean {
  return document.kind === "repository-policy" || document.kind === "key-policy" || document.kind === "grant";
}

function isWholeAccount(name: PartyName, account: string): boolean {
  return "account" in name && name.account === account && name.if === undefined && name.unless === undefined;
}

function signedOf({ literal, isShared }: Conjunction["conditions"][number], call: number, holds: boolean): Signed {
  return isShared ? { literal, holds } : { literal, holds, call };
}

/** The statement for those only who are named in the way that is needed. */
function narrowedTo(conjunction: Conjunction, need: Need): Conjunction | undefined {
  if (need === "either" || need === "nothing") return conjunction;
  const pieces = conjunction.pieces.filter(({ kind }) => (kind === "account") === (need === "account"));
  if (pieces.length === conjunction.pieces.length) return conjunction;
  if (pieces.length === 0) return undefined;
  const { statement, constant, conditions, isOpen } = conjunction;
  const principal = principalLiteral(pieces);
  return { statement, constant, conditions, isOpen, pieces, ...(principal === undefined ? {} : { principal }) };
}

/** Each choice of statements by which all calls are allowed, and none that another choice is a part of. */
function* combinations(needed: readonly (readonly Allowing[])[]): Generator<readonly Allowing[]> {
  yield* choose([], 0);

  function* choose(chosen: readonly Allowing[], from: number): Generator<readonly Allowing[]> {
    const alternatives = needed[from];
    if (alternatives === undefined) {
      yield chosen;
      return;
    }
    const statements = new Set<StatementJson>(chosen.map(({ conjunction }) => conjunction.statement));
    const again = alternatives.find(
      ({ conjunction }) => statements.has(conjunction.statement) && conjunction.constant === YES,
    );
    for (const each of again === undefined ? alternatives : [again]) yield* choose([...chosen, each], from + 1);
  }
}

function someCaller(kind: CallerKind, home: Home, partition: string): Caller {
  const accountId = "account" in home ? home.account : "sourceAccount" in home ? home.sourceAccount : "000000000000";
  if (typeof kind === "object") return { type: "service", arn: kind.service, accountId, isRole: false };
  return { type: "iam", arn: `arn:${partition}:iam::${accountId}:${kind}/x`, accountId, isRole: kind === "role" };
}
