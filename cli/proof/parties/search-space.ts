import { DEPENDS } from "../../iam/truth";
import { partitionOfArn } from "../../policy/principal-arn";
import { callBy } from "../asked-call";
import type { Participant } from "../participants";
import type { PartyName } from "../party";
import { ARN, arnDomain, type CallerKind } from "./caller-kinds";
import type { Conjunction, Template } from "./conjunction";
import { templateOf } from "./conjunction";
import type { Asked, Rows } from "./found-party";
import { homeAsks, someCaller, type Home } from "./homes";
import type { Signed } from "./literal";
import { beyondName } from "./name-clause";
import type { PrincipalPiece } from "./principal-pieces";
import type { Certainty, Clause, Question, Solution } from "./solve";
import { solve } from "./solve";
import { isResourceDocument, statementsInForce, type InCall, type StatementsInForce } from "./statements-in-force";
import type { NeededCall, Variant } from "./variants";
import { judgeWitness } from "./witness";

/** What is asked of callers of a kind, at home somewhere, who might do something by one variant. */
export class SearchSpace {
  readonly #asked: Asked;
  readonly variant: Variant;
  readonly #kind: CallerKind;
  readonly #home: Home;
  readonly rows: Rows;
  readonly #partition: string;
  readonly templates: readonly Template[];
  /** One statement of each has to allow; absent where some call is allowed to nobody. */
  readonly needed: StatementsInForce["needed"] | undefined;
  readonly denies: StatementsInForce["denies"];
  /** What is asked of whoever is none of those named, by the name: each is asked about again and again. */
  readonly #clauses: Readonly<Record<Certainty, Map<PartyName, readonly Clause[]>>> = {
    certain: new Map(),
    possible: new Map(),
  };

  constructor(asked: Asked, rows: Rows, variant: Variant, kind: CallerKind, home: Home) {
    this.#asked = asked;
    this.variant = variant;
    this.#kind = kind;
    this.#home = home;
    this.rows = rows;
    this.#partition = partitionOfArn(asked.repository.arn);
    const { world, repository } = asked;
    const caller = someCaller(kind, home, this.#partition);
    const templates: Template[] = [];
    this.templates = templates;
    const statements = statementsInForce(variant.calls, (call) => {
      const { planned } = variant.calls[call] as NeededCall;
      const asked = callBy(planned, caller, repository, world, NO_DOCUMENTS);
      const template = templateOf(asked, kind, this.#partition, rows.arns);
      templates.push(template);
      return template;
    });
    this.needed = statements?.needed;
    this.denies = statements?.denies ?? [];
  }

  asksOf(combination: readonly InCall[], pivot: InCall | undefined, piece: PrincipalPiece): readonly Signed[] {
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

  deniesAs(certainty: Certainty): readonly Clause[] {
    return this.denies.flatMap(({ call, conjunction }): readonly Clause[] => {
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

  beyond(names: readonly PartyName[], certainty: Certainty): readonly Clause[] {
    if (this.variant.isByIamAlone) return [];
    return [...this.rows.covered, ...names].flatMap((name) => this.#beyondName(name, certainty));
  }

  #beyondName(name: PartyName, certainty: Certainty): readonly Clause[] {
    const remembered = this.#clauses[certainty];
    const before = remembered.get(name);
    if (before !== undefined) return before;
    const made = beyondName(name, this.templates, certainty);
    remembered.set(name, made);
    return made;
  }

  question(holds: readonly Signed[], clauses: readonly Clause[], certainty: Certainty): Question {
    const domains =
      typeof this.#kind === "object" ? NO_DOMAINS : new Map([[ARN, arnDomain(this.#kind, this.#partition)]]);
    return { holds, clauses, certainty, domains, excluded: this.rows.arns };
  }

  /** Whether a Deny takes anything away from those whom statements let in. */
  overlaps(combination: readonly InCall[], piece: PrincipalPiece, call: number, deny: Conjunction): boolean {
    const { principal, conditions } = deny;
    const holds = [
      ...this.asksOf(combination, undefined, piece),
      ...(principal === undefined ? [] : [{ literal: principal, holds: true }]),
      ...conditions.map((condition) => signedOf(condition, call, true)),
    ];
    return solve({ ...this.question(holds, [], "possible"), excluded: NOBODY }) !== undefined;
  }

  judge(solution: Solution): ReturnType<typeof judgeWitness> {
    const home = this.#home;
    const path = "account" in home ? this.#asked.world.account(home.account)?.organizationPath : undefined;
    return judgeWitness(this.#asked, this.variant, this.#kind, solution, path);
  }

  documents(): readonly string[] {
    const names = this.templates.flatMap(({ asked: { participants } }) =>
      participants.filter(isResourceDocument).map(({ document }) => document.name),
    );
    return [...new Set(names)];
  }
}

const NO_DOMAINS: Question["domains"] = new Map();
const NOBODY: ReadonlySet<string> = new Set();

function signedOf({ literal, isShared }: Conjunction["conditions"][number], call: number, holds: boolean): Signed {
  return isShared ? { literal, holds } : { literal, holds, call };
}

const NO_DOCUMENTS = (): readonly Participant[] => [];
