import type { Repository } from "../../model/access-model";
import { hasUnknown } from "../../policy/unknown";
import type { AccessProof } from "../../proof/proof";

/** The keys that the columns are encrypted with, each with its columns. */
export function keysOf(
  proof: AccessProof,
  columns: readonly (readonly number[])[],
): readonly { readonly label: string; readonly columns: readonly number[] }[] {
  const keys = new Map<string, number[]>();
  for (const [index, [first = 0]] of columns.entries()) {
    const repository = proof.repositories[first];
    const label = repository === undefined ? "" : keyLabel(repository, proof);
    keys.set(label, [...(keys.get(label) ?? []), index]);
  }
  return [...keys].map(([label, encrypted]) => ({ label, columns: encrypted }));
}

function keyLabel({ encryption: { type, keyArn } }: Repository, { model }: AccessProof): string {
  if (keyArn === undefined) return type === "AES256" ? "no KMS key (AES256)" : "AWS's own key (aws/ecr)";
  if (hasUnknown(keyArn)) return "key not known";
  return model.keys.find(({ arn }) => arn === keyArn)?.name ?? keyArn;
}
