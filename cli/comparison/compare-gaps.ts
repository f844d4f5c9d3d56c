import { basename } from "node:path";
import type { AccessModel, Gap } from "../model/access-model";
import { groupedBy } from "../toolkit/order";
import type { GapChange } from "./access-comparison";

/**
 * Compares what could not be read, as far as it could give or take access. A gap that is on both sides is listed once, as
 * the new side has it.
 */
export function compareGaps(after: AccessModel, before: AccessModel): readonly GapChange[] {
  const old = new Map(groupedBy(relevantGaps(before), gapKey));
  const change = (gap: Gap): GapChange => {
    const same = old.get(gapKey(gap)) ?? [];
    old.set(gapKey(gap), same.slice(1));
    return { change: same.length > 0 ? "unknown" : "possible-gain", gap };
  };
  const kept = relevantGaps(after).map(change);
  return [...kept, ...[...old.values()].flat().map((gap): GapChange => ({ change: "possible-loss", gap }))];
}

function relevantGaps({ gaps }: AccessModel): readonly Gap[] {
  return gaps.filter(({ affectsAccess }) => affectsAccess);
}

/** The id without the name of the input, which the two sides do not share. */
function gapKey({ id, source: { input } }: Gap): string {
  const where = [input, basename(input)].map((name) => ` in ${name}`).find((end) => id.endsWith(end)) ?? "";
  return id.slice(0, id.length - where.length);
}
