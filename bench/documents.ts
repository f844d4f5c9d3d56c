import type { RegistryPlan, RegistryTopology } from "ecr-kms";
import { planRegistry, policyJson } from "ecr-kms";

/** The text of every document of a topology, as a user of the package gets it. */
export function documentTexts(topology: RegistryTopology): string[] {
  return textsOf(planRegistry(topology));
}

/** The text of every document of a plan. */
function textsOf({ key, repositories, spokes }: RegistryPlan): string[] {
  const texts = [policyJson(key.policy)];
  for (const { policy } of Object.values(repositories)) if (policy) texts.push(policyJson(policy));
  for (const identities of Object.values(spokes))
    for (const { policies } of identities) for (const policy of policies) texts.push(policyJson(policy));
  return texts;
}

/** Fails when two contestants do not write the same documents; their order does not matter. */
export function assertSame(ours: readonly string[], others: readonly string[], whose: string): void {
  const [mine, theirs] = [[...ours].sort(), [...others].sort()];
  const at = mine.findIndex((text, index) => text !== theirs[index]);
  if (mine.length === theirs.length && at < 0) return;
  const shown = at < 0 ? "" : `; the first that differs:\n  ours: ${mine[at] ?? ""}\n  theirs: ${theirs[at] ?? ""}`;
  throw new Error(`${whose}: ${theirs.length} documents, ours: ${mine.length}${shown}`);
}

/** The statements of documents without what does not change their meaning: order, and lists of one. */
export function meaningOf(texts: readonly string[]): string[] {
  return texts.map((text) => {
    const { Statement } = JSON.parse(text) as { Statement: readonly unknown[] };
    return JSON.stringify(Statement.map(ordered));
  });
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(ordered).sort();
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, ordered(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
