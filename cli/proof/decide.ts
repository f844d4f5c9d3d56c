import type { Evaluation, DocumentRole, PolicyInForce } from "../iam/evaluate";
import { evaluate } from "../iam/evaluate";
import type { Lack } from "../iam/grounds";
import { groundsOf } from "../iam/grounds";
import type { PrincipalMatch } from "../iam/principal";
import type { Request } from "../iam/request";
import type { CompiledStatement } from "../iam/statement";
import { DEPENDS, NO, YES } from "../iam/truth";
import type { StatementJson } from "../policy/policy-json";
import type { AskedCall } from "./asked-call";
import { requestPrincipalOf, spanOf } from "./caller";
import type { DocumentKind } from "./proof";

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
  readonly compiled: CompiledStatement;
  /** In which ways its principals match; absent in policies without them. */
  readonly principal?: PrincipalMatch;
}

/** The decision about a call, with what each statement had to do with it. */
export interface Decision {
  readonly verdict: Evaluation["verdict"];
  readonly request: Request;
  readonly statements: readonly JudgedStatement[];
  /** What it rests on, worked out when it is asked for. */
  grounds(): DecisionGrounds;
}

/** What a decision rests on. */
export interface DecisionGrounds {
  /** The statements that decide. */
  readonly statements: ReadonlySet<JudgedStatement>;
  /** For a denial: where an Allow is lacking, whatever is denied besides. */
  readonly lacking: readonly Lack[];
  /** Where the verdict is not known: what would have to be known. */
  readonly unknowns: readonly string[];
}

/** What part a kind of document takes in decisions; a registry policy takes none yet. */
const ROLES: Readonly<Record<DocumentKind, DocumentRole | undefined>> = {
  identity: "identity",
  "permissions-boundary": "boundary",
  "service-control-policy": "service-control",
  "resource-control-policy": "resource-control",
  "repository-policy": "resource",
  "key-policy": "resource",
  grant: "resource",
  "registry-policy": undefined,
};

/** Decides a call by the documents that take part in it. */
export function decide(asked: AskedCall): Decision {
  const request = requestOf(asked);
  const taking = asked.participants.flatMap((participant, index) => {
    const policy = policyOf(participant);
    return policy === undefined ? [] : [{ index, policy }];
  });
  const policies = taking.map(({ policy }) => policy);
  const own = asked.planned.target === "key" ? "policy-delegates" : "iam-decides";
  const evaluation = evaluate(request, policies, own);
  const { verdict, matches, statements } = evaluation;
  const byDocument = taking.map(({ index: participant }, place) =>
    (statements[place] ?? []).map((compiled, number): JudgedStatement => {
      const { truth = NO, principal } = matches[place]?.[number] ?? {};
      const match = truth === YES ? "certain" : truth === DEPENDS ? "possible" : "none";
      return { participant, number, match, compiled, ...(principal === undefined ? {} : { principal }) };
    }),
  );
  return {
    verdict,
    request,
    statements: byDocument.flat(),
    grounds: () => {
      const { decides, lacking } = groundsOf(request, policies, own, evaluation);
      const deciding = byDocument.flatMap((list, place) =>
        list.filter((_, number) => decides[place]?.[number] === true),
      );
      const unknowns = verdict === "unknown" ? deciding.flatMap(({ compiled }) => unknownsOf(compiled, request)) : [];
      return { statements: new Set(deciding), lacking, unknowns: [...new Set(unknowns)] };
    },
  };
}

/** What would have to be known of a statement that may apply. */
function unknownsOf(compiled: CompiledStatement, request: Request): readonly string[] {
  return compiled.openParts(request).flatMap(({ unknowns }) => unknowns);
}

/** The statement of a participant that was judged. */
export function statementOf(
  { participants }: AskedCall,
  { participant, number }: JudgedStatement,
): StatementJson | undefined {
  return participants[participant]?.statements[number];
}

/** Whether a statement is one of the side, and of the level, that lacks an Allow. */
export function lacksAllow({ document, level }: AskedCall["participants"][number], lacking: readonly Lack[]): boolean {
  // A grant is for one principal: what others lack is a statement of the policy.
  if (document.kind === "grant") return false;
  return lacking.some((lack) => lack.side === ROLES[document.kind] && lack.level === level);
}

function policyOf({
  document,
  level,
  statements,
  hasVariables = false,
}: AskedCall["participants"][number]): PolicyInForce | undefined {
  const role = ROLES[document.kind];
  if (role === undefined) return undefined;
  return {
    role,
    ...(level === undefined ? {} : { level }),
    statements,
    reading: { variables: hasVariables, withoutResource: document.kind === "key-policy" ? "nothing" : "everything" },
  };
}

function requestOf({ call, caller, owner, isUnknownKey }: AskedCall): Request {
  return {
    principal: requestPrincipalOf(caller),
    action: call.action,
    resource: call.resource,
    resourceAccount: owner,
    context: new Map(Object.entries(call.context).map(([key, value]) => [key.toLowerCase(), value])),
    isUnknownKey,
    ...(caller.standsFor === undefined ? {} : { spanOf: (key: string) => spanOf(caller, key) }),
  };
}
