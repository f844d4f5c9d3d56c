import type { AccessProof, KmsModel } from "../proof/proof";
import type { ComparedRepository } from "./access-comparison";

/** What is compared. */
export interface TwoProofs {
  readonly after: AccessProof;
  readonly before: AccessProof;
  readonly kmsModel: KmsModel;
  /** The repositories of both, each once. */
  readonly repositories: readonly RepositoryPlace[];
}

/** A repository of either side, with its columns. */
export interface RepositoryPlace extends ComparedRepository {
  /** Its column in the new proof; absent where that has none. */
  readonly after?: number;
  /** Its column in the old proof; absent where that has none. */
  readonly before?: number;
}

/** Two proofs with the repositories of both, the same by their ARNs; those of the new side first. */
export function twoProofs(after: AccessProof, before: AccessProof, kmsModel: KmsModel): TwoProofs {
  const columns = new Map(before.repositories.map(({ arn }, index) => [arn, index]));
  const kept = after.repositories.map((repository, index): RepositoryPlace => {
    const same = columns.get(repository.arn);
    columns.delete(repository.arn);
    return same === undefined
      ? { repository, presence: "new", after: index }
      : { repository, presence: "both", after: index, before: same };
  });
  const gone = before.repositories.flatMap((repository, index): readonly RepositoryPlace[] =>
    columns.has(repository.arn) ? [{ repository, presence: "gone", before: index }] : [],
  );
  return { after, before, kmsModel, repositories: [...kept, ...gone] };
}
