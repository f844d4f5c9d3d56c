import type { Party } from "../proof/party";
import type { AccessProof, KmsModel, OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";
import type { ComparedVerdict } from "./access-comparison";
import type { CollectedChanges } from "./collected-changes";
import { partyKey } from "./compare-parties";
import type { TwoProofs } from "./two-proofs";

/**
 * Principals of the registry's or the key's account that no input holds: what they may is compared where a Deny shut
 * them out on one side. Of a repository that one side does not have it is no news that they are there.
 */
export function compareOwnAccounts(proofs: TwoProofs, changes: CollectedChanges): void {
  const sides = [ownAccountAnswers(proofs.after, proofs.kmsModel), ownAccountAnswers(proofs.before, proofs.kmsModel)];
  const [after, before] = sides;
  if (after === undefined || before === undefined) return;
  const parties = new Map(
    [...ownAccounts(proofs.after), ...ownAccounts(proofs.before)].map((it) => [partyKey(it), it]),
  );
  for (const [key, party] of parties) {
    for (const operation of OPERATIONS) {
      for (const [index, place] of proofs.repositories.entries()) {
        if (place.after === undefined || place.before === undefined) continue;
        const answers = {
          before: before(key, operation, place.before),
          after: after(key, operation, place.after),
        };
        if (answers.before !== answers.after) changes.add(key, { party }, { operation, ...answers, repository: index });
      }
    }
  }
}

/** The parties of both sides that are compared only so, each once. */
export function ownAccounts({ parties }: AccessProof): readonly Party[] {
  return parties.filter(({ kind }) => kind === "own-account");
}

type Answers = (key: string, operation: OperationId, repository: number) => ComparedVerdict;

function ownAccountAnswers({ parties, partyCells }: AccessProof, kmsModel: KmsModel): Answers {
  const answers = new Map<string, ComparedVerdict>();
  for (const cells of partyCells) {
    const verdict = kmsModel === "documented" ? cells.documented : cells.twoWay;
    if (verdict === "none") continue;
    for (const index of cells.parties) {
      const party = parties[index];
      if (party?.kind !== "own-account") continue;
      for (const repository of cells.repositories) {
        answers.set(`${partyKey(party)} ${cells.operation} ${repository}`, verdict);
      }
    }
  }
  return (key, operation, repository) => answers.get(`${key} ${operation} ${repository}`) ?? "denied";
}
