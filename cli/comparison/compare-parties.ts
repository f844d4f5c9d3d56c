import type { Party, PartyBeyond, PartyName } from "../proof/party";
import { OPERATIONS, type AccessProof, type OperationId } from "../proof/proof";
import type { ComparedVerdict } from "./access-comparison";
import type { CollectedChanges } from "./collected-changes";
import type { TwoProofs } from "./two-proofs";

/**
 * Compares everybody who is no role or user: a party that the parties of the other side do not cover gains or loses.
 * What `own-account` stands for is compared by {@link compareOwnAccounts}.
 */
export function compareParties(proofs: TwoProofs, changes: CollectedChanges): void {
  for (const operation of OPERATIONS) {
    for (const [index, place] of proofs.repositories.entries()) {
      const after = sideOf(proofs, proofs.after, operation, place.after);
      const before = sideOf(proofs, proofs.before, operation, place.before);
      for (const { party, verdict, other } of uncovered(after, before)) {
        const answers = { operation, before: other, after: verdict, repository: index };
        changes.add(partyKey(party), { party }, answers);
      }
      for (const { party, verdict, other } of uncovered(before, after)) {
        // What neither side knows was found already.
        if (verdict === "unknown" && other === "unknown") continue;
        const answers = { operation, before: verdict, after: other, repository: index };
        changes.add(partyKey(party), { party }, answers);
      }
    }
  }
}

/** One text for the same party of both sides. */
export function partyKey({ kind, name, accountId = "", gap, words }: Party): string {
  return `party ${kind} ${name === undefined ? (gap ?? accountId) || words : JSON.stringify(name)}`;
}

/** The parties of one side about one repository and operation. */
interface Side {
  readonly all: readonly PartyBeyond[];
  /** Those that are not covered by names. */
  beyond(names: readonly PartyName[]): readonly PartyBeyond[];
}

function sideOf(
  { kmsModel }: TwoProofs,
  proof: AccessProof,
  operation: OperationId,
  repository: number | undefined,
): Side | undefined {
  if (repository === undefined) return undefined;
  const beyond = (names: readonly PartyName[]): readonly PartyBeyond[] =>
    proof.partiesBeyond(repository, operation, kmsModel, names);
  return { all: beyond([]), beyond };
}

/** Parties of one side that the other side does not certainly let in, with what the other side answers about them. */
function uncovered(
  side: Side | undefined,
  other: Side | undefined,
): readonly (PartyBeyond & { readonly other: ComparedVerdict })[] {
  if (side === undefined || side.all.length === 0) return [];
  if (other === undefined) return side.all.map((each) => ({ ...each, other: "absent" }));
  const beyondAllowed = side.beyond(namesOfParties(other.all, "allowed"));
  if (beyondAllowed.length === 0) return [];
  const beyondAll = side.beyond([...namesOfParties(other.all, "allowed"), ...namesOfParties(other.all, "unknown")]);
  const left = new Set(beyondAll.map(({ party }) => partyKey(party)));
  const listed = new Set(beyondAllowed.map(({ party }) => partyKey(party)));
  // Where a part of a party is left under another name, nobody can say which of them it is a part of.
  const isRenamed = [...left].some((key) => !listed.has(key));
  return beyondAllowed.map((each) => {
    const isUnknown =
      each.party.name === undefined ? hasSameUnknown(each, other) : !isRenamed && !left.has(partyKey(each.party));
    return { ...each, other: isUnknown ? "unknown" : "denied" };
  });
}

/** Somebody whom the documents do not say is the same only where nothing else would have to be known than before. */
function hasSameUnknown({ party }: PartyBeyond, { all }: Side): boolean {
  return all.some(({ party: before }) => {
    if (partyKey(before) !== partyKey(party)) return false;
    return (party.unknowns ?? []).every((each) => before.unknowns?.includes(each) === true);
  });
}

function namesOfParties(parties: readonly PartyBeyond[], wanted: PartyBeyond["verdict"]): readonly PartyName[] {
  return parties.flatMap(({ party, verdict }) => (verdict === wanted && party.name !== undefined ? [party.name] : []));
}
