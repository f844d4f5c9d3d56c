import { listOf } from "../policy/policy-json";
import type { Explanation, Remedy } from "../proof/proof";
import { decidingCalls } from "../proof/kms-model";
import type { KmsModel } from "../proof/proof";

/**
 * What would fix a denial by the model which decides: what is there only for calls that the other model asks for is
 * left out, whole or action by action.
 */
export function decidingRemedies(explanation: Explanation, kmsModel: KmsModel): readonly Remedy[] {
  const calls = decidingCalls(explanation, kmsModel);
  const others = explanation.calls.filter((call) => !calls.includes(call));
  const needed = new Set(calls.map(({ call }) => call.action));
  const notNeeded = new Set(others.map(({ call }) => call.action).filter((action) => !needed.has(action)));
  const own = new Set(calls.flatMap(({ remedies }) => remedies.map(remedyKey)));
  const foreign = new Set(others.flatMap(({ remedies }) => remedies.map(remedyKey)).filter((key) => !own.has(key)));
  return explanation.remedies.flatMap((remedy) => {
    if (remedy.statement === undefined) return foreign.has(remedyKey(remedy)) ? [] : [remedy];
    const actions = listOf(remedy.statement.Action);
    const kept = actions.filter((action) => !notNeeded.has(action));
    if (kept.length === actions.length) return [remedy];
    return kept.length === 0 ? [] : [{ ...remedy, statement: { ...remedy.statement, Action: kept } }];
  });
}

function remedyKey(remedy: Remedy): string {
  return JSON.stringify(remedy);
}
