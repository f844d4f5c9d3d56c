import type { AccessModel, Principal, Repository } from "../model/access-model";
import { decide } from "./decide";
import { judgeCell, keyObstacle } from "./judge-cell";
import type { JudgedCall } from "./judge-cell";
import { notesOn } from "./notes";
import { opinionsOf } from "./opinions";
import type { CallProof, Explanation, OperationId } from "./proof";
import { reasonOf } from "./reason";
import { keyRemedy, remediesOf } from "./remedies";
import { standingOf } from "./standing";
import type { World } from "./world";

/** What an explanation starts from: the documents as they are judged, and as the inputs have them. */
export interface ExplainContext {
  readonly world: World;
  readonly shown: AccessModel;
}

/** Works out all that leads to a cell, with nothing left out. */
export async function explainCell(
  { world, shown }: ExplainContext,
  principal: number,
  repository: number,
  operation: OperationId,
): Promise<Explanation> {
  const who = world.model.principals[principal];
  const what = world.model.repositories[repository];
  if (who === undefined || what === undefined) throw new RangeError("no such principal or repository in the proof");
  const { cell, calls } = await judgeCell(world, who, what, operation, async (asked) => ({
    asked,
    decision: await decide(asked),
  }));
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
    opinions: opinionsOf(call, standing),
    remedies: remedies([call]),
  };
}
