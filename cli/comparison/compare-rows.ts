import { reachOf } from "../proof/kms-model";
import { OPERATIONS, type AccessProof, type KmsModel, type OperationId } from "../proof/proof";
import type { ComparedVerdict } from "./access-comparison";
import type { CollectedChanges } from "./collected-changes";
import { comparedPrincipals } from "./same-principal";
import type { TwoProofs } from "./two-proofs";

/** Compares the answers about roles and users; everybody else is a party. */
export function compareRows({ after, before, kmsModel, repositories }: TwoProofs, changes: CollectedChanges): void {
  for (const who of comparedPrincipals(after.principals, before.principals)) {
    const { principal } = who;
    if (principal.kind !== "role" && principal.kind !== "user") continue;
    for (const operation of OPERATIONS) {
      for (const [index, repository] of repositories.entries()) {
        const answers = {
          before: answer(before, kmsModel, operation, who.before, repository.before),
          after: answer(after, kmsModel, operation, who.after, repository.after),
        };
        changes.add(principal.arn, { principal }, { operation, ...answers, repository: index });
      }
    }
  }
}

function answer(
  proof: AccessProof,
  kmsModel: KmsModel,
  operation: OperationId,
  principal: number | undefined,
  repository: number | undefined,
): ComparedVerdict {
  if (principal === undefined || repository === undefined) return "absent";
  const verdict = reachOf(proof.cell(principal, repository, operation), kmsModel);
  return verdict === "none" ? "denied" : verdict;
}
