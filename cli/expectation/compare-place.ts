import type { Truth } from "../iam/truth";
import { DEPENDS, NO, some, YES } from "../iam/truth";
import type { Principal } from "../model/access-model";
import { reachOf } from "../proof/kms-model";
import { meantBy } from "../proof/meant-principals";
import type { Party, PartyName } from "../proof/party";
import type { AccessProof, KmsModel, OperationId, Verdict } from "../proof/proof";
import type { AccountOf } from "./covers-row";
import { coversRow } from "./covers-row";
import type { Deviation } from "./deviation";
import { gapOfParty, gapOfRow } from "./deviation";
import { entryWords, partiesOfEntry, textOfParty } from "./expected-entry";
import type { ExpectedEntry } from "./expectation";
import type { ExpectedPlace } from "./expected-places";
import { indexesOf } from "./expected-places";

/** What all comparisons of a proof have in common. */
export interface Comparing {
  readonly kmsModel: KmsModel;
  readonly accountOf: AccountOf;
}

/** What is not as intended at one place: exactly those who are named may. */
export function* deviationsAt(place: ExpectedPlace, comparing: Comparing): Generator<Deviation> {
  const { proof, column, operation, entries } = place;
  const { kmsModel, accountOf } = comparing;
  const expected = entries.flatMap((entry) => partiesOfEntry(entry, operation));
  const named = new Set<number>();
  for (const entry of entries) {
    const rows = rowsOf(entry, place);
    for (const row of rows) named.add(row);
    if (rows.length === 0) yield* deviationOfAbsent(entry, place, comparing);
    // The functions of an account are a row for each Region; those of another Region have nothing to do with this
    // repository.
    const asked = rows.filter((row) => verdictAt(place, row, kmsModel) !== "none");
    for (const row of asked.length > 0 ? asked : rows) {
      const actual = verdictAt(place, row, kmsModel);
      if (actual !== "allowed") yield deviationOfRow(place, row, "allowed", actual);
    }
  }
  const unknownParties: Party[] = [];
  const beyond = proof.partiesBeyond(column, operation, kmsModel, expected);
  for (const { party, verdict } of beyond) {
    if (party.kind === "unknown") unknownParties.push(party);
    yield {
      ...deviationFrom(place),
      who: party.words,
      expected: "denied",
      actual: verdict,
      party,
      ...partyGap(party, verdict),
    };
  }
  for (const [row, principal] of proof.principals.entries()) {
    if (named.has(row) || !isPerson(principal)) continue;
    const actual = verdictAt(place, row, kmsModel);
    if (actual !== "allowed" && actual !== "unknown") continue;
    const needed: Truth = actual === "allowed" ? YES : DEPENDS;
    if (some(expected, (party) => coversRow(party, principal, accountOf)) >= needed) continue;
    yield { ...deviationOfRow(place, row, "denied", actual), unknownParties };
  }
}

/** Whether a row is somebody; what the other rows stand for is found among the parties. */
export function isPerson({ kind }: Principal): boolean {
  return kind === "role" || kind === "user";
}

/** The answer of a row. */
export function verdictAt({ proof, column, operation }: ExpectedPlace, row: number, kmsModel: KmsModel): Verdict {
  return reachOf(proof.cell(row, column, operation), kmsModel);
}

/** An answer of a row as a deviation. */
export function deviationOfRow(
  place: ExpectedPlace,
  row: number,
  expected: Deviation["expected"],
  actual: Verdict,
): Deviation {
  const { proof, column } = place;
  const principal = proof.principals[row] as Principal;
  const gap = actual === "unknown" ? { gap: gapOfRow(principal) } : {};
  return { ...deviationFrom(place), who: principal.arn, expected, actual, at: { proof, row, column }, ...gap };
}

/** What deviations of a place have in common. */
export function deviationFrom({
  where,
  operation,
  key,
  isUnnamed,
}: ExpectedPlace): Pick<Deviation, "where" | "operation" | "key" | "isUnnamed"> {
  return { where, operation, isUnnamed, ...(key === undefined ? {} : { key }) };
}

/** The id of a party that may have access, or may not. */
export function partyGap(party: Party, verdict: "allowed" | "unknown"): Pick<Deviation, "gap"> {
  return verdict === "unknown" || party.kind === "unknown" ? { gap: gapOfParty(party) } : {};
}

/**
 * The rows that stand for an entry, which have to be allowed: those of a text, or of one role or user. Of another party
 * somebody has to have access, and not whoever its row is about.
 */
function rowsOf(entry: ExpectedEntry, { proof, operation }: ExpectedPlace): readonly number[] {
  const text = typeof entry === "string" ? entry : "principal" in entry ? textOfParty(entry) : undefined;
  return text === undefined ? [] : rowsOfText(text, operation, proof);
}

const rowsOfTexts = new WeakMap<AccessProof, Map<string, readonly number[]>>();

/** The rows that a text means; the same text stands below many repositories. */
function rowsOfText(text: string, operation: OperationId, proof: AccessProof): readonly number[] {
  const known = rowsOfTexts.get(proof) ?? new Map<string, readonly number[]>();
  rowsOfTexts.set(proof, known);
  const question = `${operation} ${text}`;
  const isMeant = known.has(question) ? undefined : meantBy(text, operation);
  const rows = known.get(question) ?? (isMeant === undefined ? [] : indexesOf(proof.principals, isMeant));
  known.set(question, rows);
  return rows;
}

/** Whoever has no row may still have access, as one party or a part of one. */
function* deviationOfAbsent(entry: ExpectedEntry, place: ExpectedPlace, comparing: Comparing): Generator<Deviation> {
  if (hasAccess(partiesOfEntry(entry, place.operation), place, comparing)) return;
  const isRow = typeof entry === "string" || ("principal" in entry && textOfParty(entry) !== undefined);
  const because = isRow ? "but no input makes or names it" : "but nothing lets anybody of these in";
  yield { ...deviationFrom(place), who: entryWords(entry), expected: "allowed", actual: "missing", because };
}

function hasAccess(
  expected: readonly PartyName[],
  { proof, column, operation }: ExpectedPlace,
  { kmsModel, accountOf }: Comparing,
): boolean {
  const ownAccounts = new Set(ownAccountsOf(proof, column, operation));
  if (expected.some((party) => "account" in party && ownAccounts.has(party.account))) return true;
  const wordsBeyond = (parties: readonly PartyName[]): string =>
    JSON.stringify(proof.partiesBeyond(column, operation, kmsModel, parties));
  if (wordsBeyond([]) !== wordsBeyond(expected)) return true;
  return proof.principals.some(
    (principal, row) =>
      reachOf(proof.cell(row, column, operation), kmsModel) === "allowed" &&
      some(expected, (party) => coversRow(party, principal, accountOf)) !== NO,
  );
}

function ownAccountsOf(
  { parties, partyCells }: ExpectedPlace["proof"],
  column: number,
  operation: OperationId,
): readonly string[] {
  return partyCells
    .filter((cells) => cells.operation === operation && cells.repositories.includes(column))
    .flatMap((cells) => cells.parties)
    .flatMap((index) => parties[index]?.accountId ?? []);
}
