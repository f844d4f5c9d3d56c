import type { Principal, Repository } from "../model/access-model";
import { isUnknown } from "../policy/unknown";
import { askedCall, type AskedCall } from "./asked-call";
import { isAllowedOnPurpose } from "./on-purpose";
import { HARMFUL_CALLS, OPERATION_CALLS, type PlannedCall } from "./operations";
import type { Cell, OperationId, Verdict } from "./proof";
import type { RepositoryKey, World } from "./world";
import { parseArn } from "../../shared/internal";
import { accountOfArn } from "../policy/principal-arn";
import type { JudgedCall } from "./decide";

/** A cell with all that led to it. */
export interface JudgedCell {
  readonly cell: Cell;
  readonly calls: readonly JudgedCall[];
}

/** The cell of a question that does not arise. */
const NO_CELL: Cell = Object.freeze({ documented: "none", twoWay: "none", oneSided: false });

/** Decides all calls of a cell. */
export function judgeCell(
  world: World,
  principal: Principal,
  repository: Repository,
  operation: OperationId,
  judgeCall: (asked: AskedCall) => JudgedCall,
): JudgedCell {
  const planned = callsOf(operation, principal, repository, world);
  if (planned === undefined) return { cell: NO_CELL, calls: [] };
  const calls = planned.map((each) => judgeCall(askedCall(each, principal, repository, world)));
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
  const harm = documented === "denied" ? harmOf(calls) : undefined;
  const oneSided = isOneSided(operation, documented, twoWay, calls);
  return Object.freeze({ documented, twoWay, oneSided, ...(harm === undefined ? {} : { harm }) });
}

/** Whether a call goes through that does harm by itself. */
function harmOf(calls: readonly JudgedCall[]): Cell["harm"] {
  const verdicts = calls
    .filter(({ asked }) => HARMFUL_CALLS.has(asked.call.action))
    .map(({ decision }) => decision.verdict);
  if (verdicts.includes("allowed")) return "allowed";
  return verdicts.includes("unknown") ? "unknown" : undefined;
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

/**
 * The calls of an operation for a principal and a repository; `undefined` where the question does not arise: nobody
 * creates a repository, or administers a key, in another account, only Lambda pulls as Lambda, and other services do
 * nothing but pull and push.
 */
function callsOf(
  operation: OperationId,
  principal: Principal,
  repository: Repository,
  world: World,
): readonly PlannedCall[] | undefined {
  const key = world.keyOf(repository);
  if (!arises(operation, principal, repository, key)) return undefined;
  const { always, withOwnKey, withManagedKey } = OPERATION_CALLS[operation];
  // A service that comes as itself signs in elsewhere, and uses no key.
  if (principal.kind === "service") return always.filter(({ target }) => target === "repository");
  const isElsewhere = principal.accountId !== repository.accountId;
  return [
    ...always.filter(({ by }) => by !== "function-creator" || isElsewhere),
    ...(key.type === "customer" || key.type === "unseen" ? withOwnKey : []),
    ...(key.type === "aws" ? withManagedKey : []),
  ];
}

function arises(operation: OperationId, principal: Principal, repository: Repository, key: RepositoryKey): boolean {
  const isLambda = principal.kind === "lambda";
  if (operation === "pull-by-lambda") return isLambda && parseArn(principal.arn)?.region === repository.region;
  if (isLambda) return false;
  if (principal.kind === "service") return operation === "pull" || operation === "push";
  if (operation === "create-repository")
    return principal.kind !== "organization" && principal.accountId === repository.accountId;
  if (operation !== "administer-key") return true;
  if (key.type === "unknown") return principal.kind !== "organization";
  if (key.type !== "customer" && key.type !== "unseen") return false;
  return principal.kind !== "organization" && accountOfArn(key.arn) === principal.accountId;
}
