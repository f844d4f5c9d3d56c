import type { CallProof, Cell, Explanation, OperationId, Verdict } from "../proof/proof";
import type { CheckReport } from "./report";

/** Which model decides. */
export type KmsModel = CheckReport["kmsModel"];

/** The answer by the model that decides. */
export function verdictOf(cell: Cell, kmsModel: KmsModel): Verdict {
  return kmsModel === "documented" ? cell.documented : cell.twoWay;
}

/** Whether access is missing although a document already allows some of it: most likely by mistake. */
export function looksLikeMistake(cell: Cell, kmsModel: KmsModel): boolean {
  return cell.oneSided && verdictOf(cell, kmsModel) === "denied";
}

/** The calls that the model which decides asks for. */
export function decidingCalls({ calls }: Explanation, kmsModel: KmsModel): readonly CallProof[] {
  return calls.filter(({ call }) => kmsModel === "two-way" || call.neededBy === "documented");
}

/** How an operation is named in a narrow cell and in a sentence (`ci-role cannot pull orders`). */
export const OPERATION_WORDS: Readonly<Record<OperationId, { readonly word: string; readonly sentence: string }>> = {
  "create-repository": { word: "create", sentence: "create" },
  push: { word: "push", sentence: "push to" },
  pull: { word: "pull", sentence: "pull from" },
  "delete-repository": { word: "delete", sentence: "delete" },
  "administer-key": { word: "key-admin", sentence: "administer the key of" },
  "pull-by-lambda": { word: "pull", sentence: "pull from" },
};
