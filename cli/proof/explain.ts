import type { AccessModel, Principal, Repository } from "../model/access-model";
import { callerName } from "./caller";
import { decide } from "./decide";
import { judgeCell, keyObstacle } from "./judge-cell";
import { notesOn } from "./notes";
import { opinionsOf } from "./opinions";
import type { CallProof, Explanation, OperationId, DocumentKind } from "./proof";
import { keyRemedy, remediesOf } from "./remedies";
import { standingOf, statementOf, type AccessSide, type Standing } from "./standing";
import type { World } from "./world";
import { listWords } from "../toolkit/list-words";
import type { JudgedCall } from "./decide";

/** What an explanation starts from: the documents as they are judged, and as the inputs have them. */
export interface ExplainContext {
  readonly world: World;
  readonly shown: AccessModel;
}

/** Works out all that leads to a cell, with nothing left out. */
export function explainCell(
  { world, shown }: ExplainContext,
  principal: number,
  repository: number,
  operation: OperationId,
): Explanation {
  const who = world.model.principals[principal];
  const what = world.model.repositories[repository];
  if (who === undefined || what === undefined) throw new RangeError("no such principal or repository in the proof");
  const { cell, calls } = judgeCell(world, who, what, operation, (asked) => ({ asked, decision: decide(asked) }));
  const key = world.keyOf(what);
  const obstacle = keyObstacle(operation, key);
  const about = { principal: who, repository: what, operation, key };
  return {
    principal: shown.principals[principal] as Principal,
    repository: shown.repositories[repository] as Repository,
    operation,
    cell,
    calls: calls.map((call) => proofOf(call, (these) => remediesOf(these, about))),
    notes: notesOn(about, calls),
    remedies: [
      ...(obstacle === undefined || key.type !== "customer" ? [] : [keyRemedy(key.key, obstacle)]),
      ...remediesOf(calls, about),
    ],
  };
}

function proofOf(call: JudgedCall, remedies: (calls: readonly JudgedCall[]) => CallProof["remedies"]): CallProof {
  const standing = standingOf(call);
  return {
    call: call.asked.call,
    verdict: call.decision.verdict,
    because: reasonOf(call, standing),
    ...(call.decision.verdict === "unknown" ? { unknowns: call.decision.unknowns } : {}),
    opinions: opinionsOf(call, standing),
    remedies: remedies([call]),
  };
}

const NAMES: Readonly<Record<Exclude<AccessSide, "identity" | "resource">, string>> = {
  "permissions-boundary": "the permissions boundary",
  "service-control-policy": "the service control policies",
  "resource-control-policy": "the resource control policies",
};

/** Why a call comes out as it does, in one sentence. */
function reasonOf(call: JudgedCall, { denying, missing }: Standing): string {
  const { asked, decision } = call;
  const allowing = namesOf(call, "Allow");
  if (decision.verdict === "allowed") return `Allowed by ${orNothing(allowing)}.`;
  if (decision.verdict === "unknown") return `Depends on ${orNothing(decision.unknowns)}.`;
  if (denying.size > 0)
    return `Denied by ${orNothing([...denying].map((index) => asked.participants[index]?.document.name ?? ""))}.`;
  const lacking = [...missing].map(
    (side) =>
      `${nameOfSide(side, call)} ${side === "identity" || side.endsWith("control-policy") ? "do" : "does"} not allow it`,
  );
  const but = allowing.length > 0 ? `Allowed by ${orNothing(allowing)}, but ` : "";
  const text = `${but}${orNothing(lacking)}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOfSide(side: AccessSide, { asked: { participants, caller } }: JudgedCall): string {
  if (side === "identity") return `the IAM policies of ${callerName(caller)}`;
  if (side !== "resource") return NAMES[side];
  const kinds: readonly DocumentKind[] = ["repository-policy", "key-policy"];
  return `the ${participants.find(({ document }) => kinds.includes(document.kind))?.document.name ?? "resource policy"}`;
}

function namesOf({ asked, decision }: JudgedCall, effect: "Allow" | "Deny"): readonly string[] {
  const kinds: readonly DocumentKind[] = ["identity", "repository-policy", "key-policy", "grant"];
  const names = decision.statements.flatMap((judged) => {
    const participant = asked.participants[judged.participant];
    if (participant === undefined || judged.match !== "certain" || statementOf(asked, judged)?.Effect !== effect)
      return [];
    if (judged.number >= (participant.addedFrom ?? Infinity) && participant.isStandIn !== true) return [];
    return kinds.includes(participant.document.kind) ? [`the ${participant.document.name}`] : [];
  });
  return [...new Set(names)];
}

function orNothing(texts: readonly string[]): string {
  return texts.length === 0 ? "nothing" : listWords(texts);
}
