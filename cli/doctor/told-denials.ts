import { keyObstacle } from "../proof/judge-cell";
import type { AccessProof, CellGroup } from "../proof/proof";
import { worldOf } from "../proof/world";
import type { Examination } from "./examination";

/**
 * The proof as rules are to see it: without what a key denies to everybody that a diagnosis calls broken. A rule would take such a
 * denial for a policy that lacks a line, as every policy allows it.
 */
export function withoutToldDenials(proof: AccessProof, { diagnoses }: Examination): AccessProof {
  const broken = new Set(diagnoses.filter(({ severity }) => severity === "broken").map(({ subject }) => subject));
  if (broken.size === 0) return proof;
  const world = worldOf(proof.model);
  const isTold = (operation: CellGroup["operation"], index: number): boolean => {
    const repository = proof.repositories[index];
    const key = repository === undefined ? undefined : world.keyOf(repository);
    return key?.type === "customer" && broken.has(key.arn) && keyObstacle(operation, key) !== undefined;
  };
  const groups = proof.groups.flatMap((group) => {
    const repositories = group.repositories.filter((index) => !isTold(group.operation, index));
    return repositories.length === 0 ? [] : [{ ...group, repositories }];
  });
  return { ...proof, groups };
}
