import { findCell } from "../proof/find-cell";
import { OPERATION_WORDS } from "../proof/operation-words";
import type { AccessProof, Explanation } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";
import { shownStandIns } from "../proof/shown-stand-ins";
import { explanationForPeople } from "../report/without-stand-ins";
import { namesOf } from "../report/names";
import { partyReason } from "../report/parties";
import { InputError } from "../toolkit/input-error";

/**
 * What `--explain` asks about.
 *
 * @param words - PRINCIPAL REPOSITORY OPERATION, also as the report shows them: `administrators of 222222222222`, `create`.
 * @throws InputError for words that mean nothing, or more than one thing
 */
export async function explainedCell(proof: AccessProof, words: readonly string[]): Promise<Explanation> {
  const { principal, repository, operation } = cellOf(proof, words);
  return explanationForPeople(await proof.explain(principal, repository, operation), shownStandIns(proof.model));
}

function cellOf(proof: AccessProof, words: readonly string[]): ReturnType<typeof findCell> {
  try {
    return findCell(proof, asInProof(proof, words));
  } catch (error) {
    if (!InputError.is(error)) throw error;
    throw new InputError(error.problems.map((problem) => ({ ...problem, path: "--explain" })));
  }
}

/** What the report calls a row, a column or an operation, as the proof calls it; other words as they are. */
function asInProof(
  proof: AccessProof,
  [principal = "", repository = "", operation = ""]: readonly string[],
): readonly string[] {
  const names = namesOf(proof);
  const party = proof.parties.find(({ words }) => words === principal);
  if (party !== undefined) {
    const message = `"${principal}" are no row, and have no answer of their own to explain`;
    throw new InputError([{ path: "--explain", message, hint: partyReason(party) }]);
  }
  return [
    proof.principals[names.rows.indexOf(principal)]?.arn ?? principal,
    proof.repositories[names.repositories.indexOf(repository)]?.arn ?? repository,
    OPERATIONS.find((each) => OPERATION_WORDS[each].word === operation) ?? operation,
  ];
}
