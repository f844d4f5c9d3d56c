import type { AccessProof, KmsModel } from "../proof/proof";
import {
  ACCESS_CHANGE_KINDS,
  type AccessChange,
  type AccessComparison,
  type ComparisonSummary,
} from "./access-comparison";
import { CollectedChanges } from "./collected-changes";
import { compareGaps } from "./compare-gaps";
import { compareOwnAccounts, ownAccounts } from "./compare-own-accounts";
import { compareParties } from "./compare-parties";
import { compareRows } from "./compare-rows";
import { twoProofs } from "./two-proofs";

/**
 * Who gains and who loses access between two proofs.
 *
 * @param after - What is to be.
 * @param before - What it is compared with.
 */
export function compareProofs(after: AccessProof, before: AccessProof, kmsModel: KmsModel): AccessComparison {
  const proofs = twoProofs(after, before, kmsModel);
  const collected = new CollectedChanges();
  compareParties(proofs, collected);
  compareOwnAccounts(proofs, collected);
  compareRows(proofs, collected);
  const changes = collected.all();
  const gaps = compareGaps(after.model, before.model);
  return {
    kmsModel,
    inputs: { new: after.model.inputs, old: before.model.inputs },
    repositories: proofs.repositories.map(({ repository, presence }) => ({ repository, presence })),
    changes,
    gaps,
    notCompared: ownAccounts(after),
    summary: summaryOfChanges(changes),
    hasNewAccess: [...changes, ...gaps].some(({ change }) => change === "gain" || change === "possible-gain"),
  };
}

function summaryOfChanges(changes: readonly AccessChange[]): ComparisonSummary {
  const counts = ACCESS_CHANGE_KINDS.map((kind) => {
    const ofKind = changes.filter(({ change }) => change === kind);
    return [kind, ofKind.reduce((sum, { repositories }) => sum + repositories.length, 0)] as const;
  });
  return Object.fromEntries(counts) as ComparisonSummary;
}
