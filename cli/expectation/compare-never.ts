import { NO, some } from "../iam/truth";
import { meantBy } from "../proof/meant-principals";
import type { AccessProof } from "../proof/proof";
import type { Comparing } from "./compare-place";
import { deviationFrom, deviationOfRow, isPerson, partyGap, verdictAt } from "./compare-place";
import { coversRow } from "./covers-row";
import type { Deviation } from "./deviation";
import type { Expectation, ExpectedEntry } from "./expectation";
import { partiesOfEntry } from "./expected-entry";
import type { ExpectedPlace } from "./expected-places";
import { comparedColumns, comparedOperations, indexesOf, isLike } from "./expected-places";
import { isAnswered } from "./nameable-operations";
import { overlaps } from "./overlaps";

/** Whoever never may, and has access all the same. */
export function* deviationsOfNever(
  proof: AccessProof,
  expectation: Expectation,
  comparing: Comparing,
): Generator<Deviation> {
  for (const { principals, repositories, operations } of expectation.never ?? []) {
    const columns =
      repositories === undefined
        ? comparedColumns(proof, expectation)
        : indexesOf(proof.repositories, (each) => repositories.some((pattern) => isLike(each, pattern)));
    for (const column of columns) {
      for (const operation of operations?.filter(isAnswered) ?? comparedOperations(expectation)) {
        const where = proof.repositories[column]?.name ?? "";
        const place = { proof, column, where, operation, entries: [], isUnnamed: false };
        for (const entry of principals) yield* deviationsOfEntry(entry, place, comparing);
      }
    }
  }
}

function* deviationsOfEntry(
  entry: ExpectedEntry,
  place: ExpectedPlace,
  { kmsModel, accountOf }: Comparing,
): Generator<Deviation> {
  const { proof, column, operation } = place;
  const parties = partiesOfEntry(entry, operation);
  const met = proof
    .partiesBeyond(column, operation, kmsModel, [])
    .filter(({ party: { name } }) => name !== undefined && parties.some((each) => overlaps(each, name, accountOf)));
  for (const { party, verdict } of met) {
    yield {
      ...deviationFrom(place),
      who: party.words,
      expected: "denied",
      actual: verdict,
      isNever: true,
      party,
      ...partyGap(party, verdict),
    };
  }
  const isMeant = typeof entry === "string" ? meantBy(entry, operation) : undefined;
  for (const [row, principal] of proof.principals.entries()) {
    const isIts = isPerson(principal)
      ? some(parties, (party) => coversRow(party, principal, accountOf)) !== NO
      : met.length === 0 && isMeant?.(principal) === true;
    const actual = isIts ? verdictAt(place, row, kmsModel) : "none";
    if (actual === "allowed" || actual === "unknown")
      yield { ...deviationOfRow(place, row, "denied", actual), isNever: true };
  }
}
