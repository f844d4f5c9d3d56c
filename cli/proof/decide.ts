import type { StatementExplain } from "@cloud-copilot/iam-simulate";
import type { AskedCall } from "./asked-call";
import type { Bounds } from "./bounds";
import { boundsOf } from "./bounds";
import type { DocumentKind } from "./proof";
import type { SimulatedDocument, SimulationResult } from "./simulate";
import { simulate } from "./simulate";

/** A call and the decision about it. */
export interface JudgedCall {
  readonly asked: AskedCall;
  readonly decision: Decision;
}

/** Whether a statement applies to a call. */
export type Match = "certain" | "possible" | "none";

/** A statement of a participant in the light of a call. */
export interface JudgedStatement {
  readonly participant: number;
  readonly number: number;
  readonly match: Match;
  readonly explain?: StatementExplain;
  readonly unknowns: readonly string[];
}

/** The decision about a call, with what each statement had to do with it. */
export interface Decision {
  readonly verdict: "allowed" | "denied" | "unknown";
  /** What would have to be known. */
  readonly unknowns: readonly string[];
  /** The most favourable reading. */
  readonly best: SimulationResult;
  readonly statements: readonly JudgedStatement[];
  readonly simulations: number;
}

const SIMULATED_AS: Readonly<Record<DocumentKind, SimulatedDocument["kind"] | undefined>> = {
  identity: "identity",
  "permissions-boundary": "boundary",
  "service-control-policy": "service-control",
  "resource-control-policy": "resource-control",
  "repository-policy": "resource",
  "key-policy": "resource",
  grant: "resource",
  "registry-policy": undefined,
};

/**
 * Decides a call. What is not known is read twice: so that it allows most, and so that it allows least. When both
 * come to the same, that is the answer.
 *
 * @throws Error when the simulator cannot judge the call
 */
export async function decide(asked: AskedCall): Promise<Decision> {
  const bounds = asked.participants.map(({ statements }) =>
    statements.map((statement) => boundsOf(statement, asked.isUnknownKey)),
  );
  const isCertain = bounds.every((list) => list.every(({ unknowns }) => unknowns.length === 0));
  const best = await simulate(asked, documentsOf(asked, bounds, "Allow"));
  const worst = isCertain ? best : await simulate(asked, documentsOf(asked, bounds, "Deny"));
  const statements = judged(asked, bounds, best, worst);
  const isAllowed = [best, worst].map(({ result }) => result === "Allowed");
  const isSame = isAllowed[0] === isAllowed[1];
  return {
    verdict: isSame ? (isAllowed[0] === true ? "allowed" : "denied") : "unknown",
    unknowns: isSame ? [] : unknownsThatMatter(statements),
    best,
    statements,
    simulations: isCertain ? 1 : 2,
  };
}

/** The documents with the statements of one effect at their widest and the others at their narrowest. */
function documentsOf(
  { participants }: Pick<AskedCall, "participants">,
  bounds: readonly (readonly Bounds[])[],
  widened: "Allow" | "Deny",
): readonly SimulatedDocument[] {
  return participants.flatMap(({ document, level, statements }, index): readonly SimulatedDocument[] => {
    const kind = SIMULATED_AS[document.kind];
    if (kind === undefined) return [];
    const simulated = statements.flatMap(({ Effect }, number) => {
      const { wide = [], narrow = [] } = bounds[index]?.[number] ?? {};
      return (Effect === widened ? wide : narrow).map((statement) => ({ number, statement }));
    });
    return [{ kind, ...(level === undefined ? {} : { level }), statements: simulated }];
  });
}

function judged(
  { participants }: AskedCall,
  bounds: readonly (readonly Bounds[])[],
  best: SimulationResult,
  worst: SimulationResult,
): readonly JudgedStatement[] {
  const found = [best, worst].map(({ statements }) => byPlace(statements));
  return participants.flatMap(({ statements }, participant) =>
    statements.map(({ Effect }, number): JudgedStatement => {
      const place = `${participant} ${number}`;
      const [wide, narrow] = Effect === "Allow" ? found : [...found].reverse();
      const widest = wide?.get(place);
      const isCertain = narrow?.get(place)?.matches === true;
      const match = isCertain ? "certain" : widest?.matches === true ? "possible" : "none";
      const unknowns = bounds[participant]?.[number]?.unknowns ?? [];
      return { participant, number, match, unknowns, ...(widest ? { explain: widest.explain } : {}) };
    }),
  );
}

/** Of the statements that one was taken apart into, the one that matches. */
function byPlace(
  statements: SimulationResult["statements"],
): ReadonlyMap<string, { readonly matches: boolean; readonly explain: StatementExplain }> {
  const found = new Map<string, { matches: boolean; explain: StatementExplain }>();
  for (const { document, number, matches, explain } of statements) {
    const place = `${document} ${number}`;
    if (matches || !found.has(place)) found.set(place, { matches, explain });
  }
  return found;
}

function unknownsThatMatter(statements: readonly JudgedStatement[]): readonly string[] {
  return [...new Set(statements.flatMap(({ match, unknowns }) => (match === "possible" ? unknowns : [])))];
}
