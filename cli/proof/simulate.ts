import type { RequestAnalysis, RunSimulationResults, Simulation, StatementExplain } from "@cloud-copilot/iam-simulate";
import { runSimulation } from "@cloud-copilot/iam-simulate";
import type { StatementJson } from "../policy/policy-json";
import type { AskedCall } from "./asked-call";
import { ENCRYPTION_CONTEXT } from "./context";

/** Statements of one participant as the simulator gets them; each with the number it has in its document. */
export interface SimulatedDocument {
  readonly kind: "identity" | "boundary" | "service-control" | "resource-control" | "resource";
  readonly level?: string;
  readonly statements: readonly { readonly number: number; readonly statement: StatementJson }[];
}

/** What the simulator says of one statement. */
export interface StatementResult {
  readonly document: number;
  readonly number: number;
  readonly matches: boolean;
  readonly explain: StatementExplain;
}

/** What the simulator says of a call. */
export interface SimulationResult {
  readonly result: "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";
  readonly blockedBy: readonly string[];
  readonly statements: readonly StatementResult[];
}

/**
 * The simulator knows no context key with a part of one's own behind a colon, and leaves such keys out of a request. They are
 * called something else, in documents and requests alike: what a condition means does not depend on the name of its key.
 */
const RENAMED = "aws:PrincipalTag/renamed-";
const OWN_PART = /^kms:encryptioncontext:/i;

/**
 * Asks the simulator.
 *
 * @throws Error when it cannot judge the call: that is never taken as a denial
 */
export async function simulate(asked: AskedCall, documents: readonly SimulatedDocument[]): Promise<SimulationResult> {
  const result = await runSimulation(simulationOf(asked, documents), {});
  if (result.resultType !== "single") throw new Error(`cannot judge ${asked.call.action}: ${messageOf(result)}`);
  const { analysis, ignoredContextKeys = [] } = result.result;
  if (ignoredContextKeys.length > 0)
    throw new Error(`${asked.call.action} is judged without ${ignoredContextKeys.join(", ")}`);
  return {
    result: analysis.result,
    blockedBy: analysis.blockedBy ?? [],
    statements: statementsOf(analysis, documents),
  };
}

/** What the simulator has against a document; `undefined` for one that it takes. */
export async function refusalOf(asked: AskedCall, document: SimulatedDocument): Promise<string | undefined> {
  const result = await runSimulation(simulationOf(asked, [document]), {});
  return result.resultType === "error" && result.errors.message === "policy.errors" ? messageOf(result) : undefined;
}

function messageOf(result: RunSimulationResults): string {
  if (result.resultType !== "error") return result.resultType;
  const { message, resourcePolicyErrors = [], ...others } = result.errors;
  const lists = [
    resourcePolicyErrors,
    ...Object.values(others).flatMap((each) => (Array.isArray(each) ? [] : Object.values(each))),
  ];
  const errors = lists.flat().map((each) => (typeof each === "string" ? each : `${each.path}: ${each.message}`));
  return errors.length > 0 ? [...new Set(errors)].join("; ") : message;
}

function simulationOf({ call, caller, owner }: AskedCall, documents: readonly SimulatedDocument[]): Simulation {
  const policies = (kind: SimulatedDocument["kind"]): { name: string; policy: unknown }[] =>
    documents.flatMap((document, index) =>
      document.kind === kind && document.statements.length > 0
        ? [{ name: String(index), policy: policyOf(document.statements.map(({ statement }) => statement)) }]
        : [],
    );
  const boundaries = policies("boundary");
  const hasBoundary = documents.some(({ kind }) => kind === "boundary");
  const resource = documents.flatMap(({ kind, statements }) => (kind === "resource" ? statements : []));
  return {
    request: {
      principal: caller.identity,
      action: call.action,
      resource: { resource: call.resource, accountId: owner },
      contextVariables: Object.fromEntries(
        Object.entries(call.context).map(([key, value]) => [
          nameOf(key),
          typeof value === "string" ? value : [...value],
        ]),
      ),
    },
    identityPolicies: policies("identity"),
    serviceControlPolicies: levels(documents, "service-control"),
    resourceControlPolicies: levels(documents, "resource-control"),
    ...(resource.length > 0 ? { resourcePolicy: policyOf(resource.map(({ statement }) => statement)) } : {}),
    ...(hasBoundary
      ? {
          permissionBoundaryPolicies:
            boundaries.length > 0 ? boundaries : [{ name: "empty", policy: policyOf([UNRELATED]) }],
        }
      : {}),
  };
}

/** A boundary that allows nothing of what is asked still bounds. */
const UNRELATED: StatementJson = { Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" };

function levels(
  documents: readonly SimulatedDocument[],
  kind: SimulatedDocument["kind"],
): Simulation["serviceControlPolicies"] {
  const byLevel = new Map<string, { name: string; policy: unknown }[]>();
  documents.forEach((document, index) => {
    if (document.kind !== kind) return;
    const policies = byLevel.get(document.level ?? "") ?? [];
    byLevel.set(document.level ?? "", policies);
    if (document.statements.length > 0)
      policies.push({ name: String(index), policy: policyOf(document.statements.map(({ statement }) => statement)) });
  });
  return [...byLevel].map(([orgIdentifier, policies]) => ({ orgIdentifier, policies }));
}

/** Sids have no meaning, and statements that were taken apart would have the same. */
function policyOf(statements: readonly StatementJson[]): unknown {
  return { Version: "2012-10-17", Statement: statements.map(({ Sid: _, ...meaning }) => renamed(meaning)) };
}

function renamed(statement: StatementJson): StatementJson {
  if (statement.Condition === undefined) return statement;
  const condition = Object.entries(statement.Condition).map(([operator, block]) => [
    operator,
    Object.fromEntries(Object.entries(block).map(([key, values]) => [nameOf(key), values])),
  ]);
  return { ...statement, Condition: Object.fromEntries(condition) as NonNullable<StatementJson["Condition"]> };
}

function nameOf(key: string): string {
  return OWN_PART.test(key) ? `${RENAMED}${key.slice("kms:".length).toLowerCase().replaceAll(":", "-")}` : key;
}

/** A context key under the name that AWS knows it by. */
export function originalName(key: string): string {
  return key.toLowerCase() === nameOf(ENCRYPTION_CONTEXT).toLowerCase() ? ENCRYPTION_CONTEXT : key;
}

function statementsOf(analysis: RequestAnalysis, documents: readonly SimulatedDocument[]): readonly StatementResult[] {
  const { identityAnalysis, permissionBoundaryAnalysis, resourceAnalysis, scpAnalysis, rcpAnalysis } = analysis;
  const named = [
    identityAnalysis,
    permissionBoundaryAnalysis,
    ...(scpAnalysis?.ouAnalysis ?? []),
    ...(rcpAnalysis?.ouAnalysis ?? []),
  ];
  const resourceStatements = documents.flatMap(({ kind, statements }, document) =>
    kind === "resource" ? statements.map(({ number }) => ({ document, number })) : [],
  );
  type Group = typeof resourceAnalysis | (typeof named)[number];
  const all = (
    group: Group,
    place: (policyId: string, index: number) => { document: number; number: number } | undefined,
  ): readonly StatementResult[] =>
    [
      ...(group?.allowStatements ?? []),
      ...(group?.denyStatements ?? []),
      ...(group?.unmatchedStatements ?? []),
    ].flatMap(({ policyId, statement, explain }) => {
      const at = place(policyId, statement.index() - 1);
      return at === undefined ? [] : [{ ...at, matches: explain.matches, explain }];
    });
  return [
    ...all(resourceAnalysis, (_, index) => resourceStatements[index]),
    ...named.flatMap((group) =>
      all(group, (policyId, index) => {
        const number = documents[Number(policyId)]?.statements[index]?.number;
        return number === undefined ? undefined : { document: Number(policyId), number };
      }),
    ),
  ];
}
