import type { CallProof, Cell, Explanation, Verdict } from "./proof";
import type { KmsModel } from "./proof";

/** The model that decides: the first that somebody chose, else what AWS documents. */
export function decidingModel(...chosen: readonly ({ readonly kmsModel?: KmsModel } | undefined)[]): KmsModel {
  return chosen.find((each) => each?.kmsModel !== undefined)?.kmsModel ?? "documented";
}

/** The answer by the model that decides. */
export function verdictOf(cell: Cell, kmsModel: KmsModel): Verdict {
  return kmsModel === "documented" ? cell.documented : cell.twoWay;
}

/** The answer by the model that decides, where one call that does harm counts as the whole. */
export function reachOf(cell: Cell, kmsModel: KmsModel): Verdict {
  const verdict = verdictOf(cell, kmsModel);
  return verdict === "denied" ? (cell.harm ?? verdict) : verdict;
}

/** Whether access is missing although a document already allows some of it: most likely by mistake. */
export function looksLikeMistake(cell: Cell, kmsModel: KmsModel): boolean {
  return cell.oneSided && verdictOf(cell, kmsModel) === "denied";
}

/** The calls that the model which decides asks for. */
export function decidingCalls({ calls }: Explanation, kmsModel: KmsModel): readonly CallProof[] {
  return calls.filter(({ call }) => kmsModel === "two-way" || call.neededBy === "documented");
}
