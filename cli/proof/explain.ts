import type { AccessModel, Principal, Repository } from "../model/access-model";
import { callerName } from "./caller";
import type { Lack } from "../iam/grounds";
import type { DecisionGrounds, JudgedCall, JudgedStatement } from "./decide";
import { decide, statementOf } from "./decide";
import { judgeCell, keyObstacle } from "./judge-cell";
import { notesOn } from "./notes";
import { opinionsOf } from "./opinions";
import type { CallProof, Explanation, OperationId, DocumentKind } from "./proof";
import { keyRemedy, remediesOf } from "./remedies";
import type { ShownStandIns } from "./shown-stand-ins";
import type { World } from "./world";
import { listWords } from "../toolkit/list-words";

/** What an explanation starts from: the documents as they are judged, and as the inputs have them. */
export interface ExplainContext {
  readonly world: World;
  readonly shown: AccessModel;
  readonly standIns: ShownStandIns;
}

/** Works out all that leads to a cell, with nothing left out. */
export function explainCell(
  { world, shown, standIns: { inSentences } }: ExplainContext,
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
    calls: calls.map((call) => {
      const { unknowns, ...proof } = proofOf(call, (these) => remediesOf(these, about));
      return { ...inSentences(proof), ...(unknowns && { unknowns }) };
    }),
    notes: inSentences(notesOn(about, calls)),
    remedies: inSentences([
      ...(obstacle === undefined || key.type !== "customer" ? [] : [keyRemedy(key.key, obstacle)]),
      ...remediesOf(calls, about),
    ]),
  };
}

function proofOf(call: JudgedCall, remedies: (calls: readonly JudgedCall[]) => CallProof["remedies"]): CallProof {
  const grounds = call.decision.grounds();
  return {
    call: call.asked.call,
    verdict: call.decision.verdict,
    because: reasonOf(call, grounds),
    ...(call.decision.verdict === "unknown" ? { unknowns: grounds.unknowns } : {}),
    opinions: opinionsOf(call, grounds),
    remedies: remedies([call]),
  };
}

/** Why a call comes out as it does, in one sentence. */
function reasonOf(call: JudgedCall, { statements, lacking, unknowns }: DecisionGrounds): string {
  const { asked, decision } = call;
  if (decision.verdict === "allowed") return `Allowed by ${orNothing(allowing(call, [...statements]))}.`;
  if (decision.verdict === "unknown") return `Depends on ${orNothing(unknowns)}.`;
  const denying = [...statements].map(({ participant }) => asked.participants[participant]?.document.name ?? "");
  if (denying.length > 0) return `Denied by ${orNothing([...new Set(denying)])}.`;
  const lacks = [...new Set(lacking.map((lack) => lackInWords(lack, call)))];
  const allows = allowing(call, decision.statements);
  const text = `${allows.length > 0 ? `Allowed by ${orNothing(allows)}, but ` : ""}${orNothing(lacks)}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lackInWords({ side }: Lack, { asked: { participants, caller } }: JudgedCall): string {
  switch (side) {
    case "identity":
      return `the IAM policies of ${callerName(caller)} do not allow it`;
    case "boundary":
      return "the permissions boundary does not allow it";
    case "service-control":
      return "the service control policies do not allow it";
    case "resource": {
      const kinds: readonly DocumentKind[] = ["repository-policy", "key-policy"];
      const policy = participants.find(({ document }) => kinds.includes(document.kind));
      return `the ${policy?.document.name ?? "resource policy"} does not allow it`;
    }
  }
}

/** The documents that allow a call by some of its statements. */
function allowing({ asked }: JudgedCall, statements: readonly JudgedStatement[]): readonly string[] {
  const kinds: readonly DocumentKind[] = ["identity", "repository-policy", "key-policy", "grant"];
  const names = statements.flatMap((judged) => {
    const participant = asked.participants[judged.participant];
    if (participant === undefined || judged.match !== "certain" || statementOf(asked, judged)?.Effect !== "Allow")
      return [];
    if (judged.number >= (participant.addedFrom ?? Infinity) && participant.isStandIn !== true) return [];
    return kinds.includes(participant.document.kind) ? [`the ${participant.document.name}`] : [];
  });
  return [...new Set(names)];
}

function orNothing(texts: readonly string[]): string {
  return texts.length === 0 ? "nothing" : listWords(texts);
}
