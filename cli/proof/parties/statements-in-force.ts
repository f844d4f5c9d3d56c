import { YES } from "../../iam/truth";
import type { StatementJson } from "../../policy/policy-json";
import type { Participant } from "../participants";
import type { Conjunction, Template } from "./conjunction";
import { conjunctionOf } from "./conjunction";
import { principalLiteral } from "./principal-pieces";
import type { Need, NeededCall } from "./variants";

/** What a statement asks in one call. */
export interface InCall {
  readonly call: number;
  readonly conjunction: Conjunction;
  /** The name of the document that it stands in. */
  readonly document: string;
}

/** What the documents in force say of the calls of a variant. */
export interface StatementsInForce {
  /** One statement of each has to allow. */
  readonly needed: readonly (readonly InCall[])[];
  readonly denies: readonly InCall[];
}

/**
 * Reads the documents in force, as what they ask of whoever calls; `undefined` where some call is allowed to nobody.
 */
export function statementsInForce(
  calls: readonly NeededCall[],
  templateOfCall: (call: number) => Template,
): StatementsInForce | undefined {
  const needed: (readonly InCall[])[] = [];
  const denies: InCall[] = [];
  for (const [call, { need, planned }] of calls.entries()) {
    const template = templateOfCall(call);
    const levels = new Map<string, InCall[]>();
    const allowing: InCall[] = [];
    for (const participant of template.asked.participants) {
      const { document, level = "" } = participant;
      const isLevel = document.kind === "service-control-policy";
      if (isLevel && !levels.has(level)) levels.set(level, []);
      for (const conjunction of conjunctionsIn(participant, template)) {
        if (conjunction.statement.Effect === "Deny") denies.push({ call, conjunction, document: document.name });
        else if (isLevel) levels.get(level)?.push({ call, conjunction, document: document.name });
        else if (isResourceDocument(participant)) {
          const narrowed = narrowedTo(conjunction, need);
          if (narrowed !== undefined) allowing.push({ call, conjunction: narrowed, document: document.name });
        }
      }
    }
    const alternatives = [
      ...(need !== "nothing" && planned.target !== "registry" ? [allowing] : []),
      ...levels.values(),
    ];
    if (alternatives.some(({ length }) => length === 0)) return undefined;
    needed.push(...alternatives);
  }
  return { needed, denies };
}

function conjunctionsIn(
  { document, statements, hasVariables = false }: Participant,
  template: Template,
): readonly Conjunction[] {
  const withoutResource = document.kind === "key-policy" ? "nothing" : "everything";
  return statements.flatMap(
    (statement) => conjunctionOf(statement, { variables: hasVariables, withoutResource }, template) ?? [],
  );
}

/** Whether a document is the policy of what a call is about, or a grant on it. */
export function isResourceDocument({ document }: Participant): boolean {
  return document.kind === "repository-policy" || document.kind === "key-policy" || document.kind === "grant";
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
export function* combinations(needed: readonly (readonly InCall[])[]): Generator<readonly InCall[]> {
  yield* choose([], 0);

  function* choose(chosen: readonly InCall[], from: number): Generator<readonly InCall[]> {
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
