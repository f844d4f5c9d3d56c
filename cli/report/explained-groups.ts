import type { AccessProof, CallProof, CellGroup, Explanation } from "../proof/proof";

/** A group of cells with the reasons of its first one, which are those of all. */
export interface ExplainedGroup {
  readonly group: CellGroup;
  readonly explanation: Explanation;
}

/** Works out the reasons of groups, at most so many of them; `left` counts the others. */
export async function explainGroups(
  proof: AccessProof,
  groups: readonly CellGroup[],
  most: number,
): Promise<{ readonly explained: readonly ExplainedGroup[]; readonly left: number }> {
  const explained: ExplainedGroup[] = [];
  for (const group of groups.slice(0, most)) {
    const [principal] = group.principals;
    const [repository] = group.repositories;
    if (principal === undefined || repository === undefined) continue;
    explained.push({ group, explanation: await proof.explain(principal, repository, group.operation) });
  }
  return { explained, left: Math.max(0, groups.length - most) };
}

/** Calls of one operation that were decided in the same way. */
export interface CallsAlike {
  readonly actions: readonly string[];
  readonly resource: string;
  /** The first of them, for all that they have in common. */
  readonly proof: CallProof;
}

/** Puts calls together that have the same verdict, resource and opinions: most operations need several. */
export function callsAlike(calls: readonly CallProof[]): readonly CallsAlike[] {
  const alike = new Map<string, CallProof[]>();
  for (const proof of calls) {
    const { call, verdict, opinions } = proof;
    const key = JSON.stringify([verdict, call.resource, call.neededBy, opinions]);
    alike.set(key, [...(alike.get(key) ?? []), proof]);
  }
  return [...alike.values()].flatMap((group) => {
    const [proof] = group;
    if (proof === undefined) return [];
    return [{ actions: group.map(({ call }) => call.action), resource: proof.call.resource, proof }];
  });
}
