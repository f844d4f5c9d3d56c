import type { Gap } from "../model/access-model";
import { unknownsIn } from "../policy/unknown";
import { decidingCalls } from "../proof/kms-model";
import type { KmsModel } from "../proof/proof";
import { worldOf } from "../proof/world";
import type { Deviation, Place } from "./deviation";
import { gapOfParty } from "./deviation";
import { EVERYTHING } from "./expectation";

/** Everything that the inputs hold and that could not be read, where it may give access or take it. */
export function deviationsOfGaps(gaps: readonly Gap[]): readonly Deviation[] {
  return gaps
    .filter(({ affectsAccess }) => affectsAccess)
    .map(({ id, message, source }) => ({
      who: "anybody",
      where: EVERYTHING,
      operation: EVERYTHING,
      expected: "denied",
      actual: "unknown",
      because: `${source.input}: ${source.address}: ${message}`,
      gap: id,
    }));
}

/**
 * Where a row depends on nothing but what an unknown party depends on, both are one gap: a repository policy that
 * cannot be read is not known once, and not once for each role.
 */
export async function withSharedGaps(
  deviations: readonly Deviation[],
  kmsModel: KmsModel,
): Promise<readonly Deviation[]> {
  const known = new Map<string, Promise<readonly string[]>>();
  const shared: Deviation[] = [];
  for (const deviation of deviations) {
    const { at, operation, unknownParties = [] } = deviation;
    if (at === undefined || operation === EVERYTHING || deviation.actual !== "unknown" || unknownParties.length === 0) {
      shared.push(deviation);
      continue;
    }
    const key = JSON.stringify([at.row, operation, unknownTexts(at)]);
    const asked = known.get(key) ?? dependsOn(at, operation, kmsModel);
    known.set(key, asked);
    const unknowns = await asked;
    const party = unknownParties.find(
      ({ unknowns: its = [] }) => unknowns.length > 0 && unknowns.every((each) => its.includes(each)),
    );
    shared.push(party === undefined ? deviation : { ...deviation, gap: gapOfParty(party) });
  }
  return shared;
}

/** What is not known of a repository's documents: where it is the same, a row depends on the same. */
function unknownTexts({ proof, column }: Place): readonly unknown[] {
  const repository = proof.repositories[column];
  return [unknownsIn(repository?.policy?.policy), unknownsIn(repository?.encryption)];
}

async function dependsOn(
  { proof, row, column }: Place,
  operation: Exclude<Deviation["operation"], typeof EVERYTHING>,
  kmsModel: KmsModel,
): Promise<readonly string[]> {
  const explanation = await proof.explain(row, column, operation);
  const key = worldOf(proof.model).keyOf(explanation.repository);
  const ofCalls = decidingCalls(explanation, kmsModel).flatMap(({ unknowns = [] }) => unknowns);
  return [...new Set([...ofCalls, ...(key.type === "unknown" ? unknownsIn(explanation.repository.encryption) : [])])];
}
