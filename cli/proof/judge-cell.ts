import type { Principal, Repository } from "../model/access-model";
import { isUnknown } from "../policy/unknown";
import type { AskedCall } from "./asked-call";
import { askedCall } from "./asked-call";
import type { Decision } from "./decide";
import { isAllowedOnPurpose } from "./on-purpose";
import { callsOf } from "./operation-calls";
import { OPERATION_CALLS } from "./operations";
import type { Cell, OperationId, Verdict } from "./proof";
import type { RepositoryKey, World } from "./world";

/** A call and the decision about it. */
export interface JudgedCall {
  readonly asked: AskedCall;
  readonly decision: Decision;
}

/** A cell with all that led to it. */
export interface JudgedCell {
  readonly cell: Cell;
  readonly calls: readonly JudgedCall[];
}

/** The cell of a question that does not arise. */
const NO_CELL: Cell = Object.freeze({ documented: "none", twoWay: "none", oneSided: false });

/** Decides all calls of a cell. */
export async function judgeCell(
  world: World,
  principal: Principal,
  repository: Repository,
  operation: OperationId,
  judgeCall: (asked: AskedCall) => Promise<JudgedCall>,
): Promise<JudgedCell> {
  const planned = callsOf(operation, principal, repository, world);
  if (planned === undefined) return { cell: NO_CELL, calls: [] };
  const calls: JudgedCall[] = [];
  for (const each of planned) {
    calls.push(await judgeCall(askedCall(each, principal, repository, world)));
  }
  return { cell: cellOf(operation, world.keyOf(repository), calls), calls };
}

/** Operations that need the key to be enabled; deleting and administering do not. */
const NEEDS_THE_KEY: ReadonlySet<OperationId> = new Set(["create-repository", "push", "pull", "pull-by-lambda"]);

/** Why an operation fails whatever the documents say: the key is disabled, or about to be deleted. */
export function keyObstacle(operation: OperationId, key: RepositoryKey): "Disabled" | "PendingDeletion" | undefined {
  if (key.type !== "customer" || !NEEDS_THE_KEY.has(operation)) return undefined;
  const { state } = key.key;
  return state === "Enabled" || isUnknown(state) ? undefined : state;
}

function cellOf(operation: OperationId, key: RepositoryKey, calls: readonly JudgedCall[]): Cell {
  const verdictOf = (those: readonly JudgedCall[], isUnsure: boolean): Verdict => {
    if (keyObstacle(operation, key) !== undefined) return "denied";
    const verdicts = those.map(({ decision }) => decision.verdict);
    if (verdicts.includes("denied")) return "denied";
    return verdicts.includes("unknown") || isUnsure ? "unknown" : "allowed";
  };
  const keyIsUnknown = key.type === "unknown";
  // With ECR's own key or its grants, pushing and pulling by what AWS documents ask nothing of the key.
  const needsItsKey =
    operation === "create-repository" || operation === "delete-repository" || operation === "administer-key";
  const documented = verdictOf(
    calls.filter(({ asked }) => asked.call.neededBy === "documented"),
    keyIsUnknown && needsItsKey,
  );
  const twoWay = verdictOf(calls, keyIsUnknown && operation !== "pull-by-lambda");
  return Object.freeze({ documented, twoWay, oneSided: isOneSided(operation, documented, twoWay, calls) });
}

function isOneSided(
  operation: OperationId,
  documented: Verdict,
  twoWay: Verdict,
  calls: readonly JudgedCall[],
): boolean {
  const { telling } = OPERATION_CALLS[operation];
  if (documented === "denied") {
    return calls.some((call) => call.asked.call.action === telling && isAllowedOnPurpose(call));
  }
  // What is not known may be quite right: nothing says that a side is missing.
  if (documented === "unknown" || twoWay !== "denied") return false;
  return calls.some((call) => call.decision.verdict !== "allowed" && isAllowedOnPurpose(call));
}
