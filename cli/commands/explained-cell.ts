import { findCell } from "../proof/find-cell";
import type { AccessProof, Explanation } from "../proof/proof";
import { shownStandIns } from "../proof/shown-stand-ins";
import { explanationForPeople } from "../report/without-stand-ins";
import { InputError } from "../toolkit/input-error";

/**
 * What `--explain` asks about.
 *
 * @param words - PRINCIPAL REPOSITORY OPERATION.
 * @throws InputError for words that mean nothing, or more than one thing
 */
export async function explainedCell(proof: AccessProof, words: readonly string[]): Promise<Explanation> {
  const { principal, repository, operation } = cellOf(proof, words);
  return explanationForPeople(await proof.explain(principal, repository, operation), shownStandIns(proof.model));
}

function cellOf(proof: AccessProof, words: readonly string[]): ReturnType<typeof findCell> {
  try {
    return findCell(proof, words);
  } catch (error) {
    if (!InputError.is(error)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, path: "--explain" })));
  }
}
