import { POLICIES_PER_PRINCIPAL } from "../policies/document-size";

/** One repository to be put into a policy. */
export interface PackItem {
  /** Decides, by itself, which policy the repository prefers (`packingHash` of its name). */
  readonly hash: number;
  /** Repositories of one group stand in one statement. */
  readonly group: number;
  /** What it adds to a policy that has its statement, in the unit of the capacity. */
  readonly size: number;
}

/** How much fits, and what each statement costs in addition to its repositories. */
export interface PackLimits {
  /** What is free in the policy of this number, counted from 0. */
  readonly capacity: (policy: number) => number;
  readonly statementSize: (group: number) => number;
}

/**
 * Spreads repositories over as few policies as they fill, so that adding one moves as few others as possible.
 *
 * Every repository has an order of preference among the policies that follows from its name alone, and takes the first
 * with room for it; those with a lower hash go first. A new repository therefore only pushes out others where a policy
 * is full. (Filling the policies in the order of the names would shift everything behind the new one, and a principal
 * would lose a repository for the moment between the update of one policy and of the next.)
 *
 * @param items - In the order of the names.
 * @returns The repositories in each policy, in the order of the names.
 */
export function packRepositories<Item extends PackItem>(
  items: readonly Item[],
  limits: PackLimits,
): readonly (readonly Item[])[] {
  const least = fewest(items, limits);
  if (least === 1) return [items];
  const byHash = items.map((_, at) => at).sort((a, b) => hashAt(items, a) - hashAt(items, b) || a - b);
  // Nobody can have more: how they would change does not matter, because their number is a finding.
  for (let count = least; count <= POLICIES_PER_PRINCIPAL; count += 1) {
    const policyOf = placeInto(count, items, byHash, limits);
    if (policyOf) return byPolicy(count, items, policyOf);
  }
  return packInOrder(items, limits);
}

/** A number of policies that so many repositories cannot go below; it is exact where it is 1. */
function fewest(items: readonly PackItem[], { capacity, statementSize }: PackLimits): number {
  let needed = 0;
  const groups = new Set<number>();
  for (const { group, size } of items) {
    needed += size;
    groups.add(group);
  }
  for (const group of groups) needed += statementSize(group);
  let count = 1;
  for (let free = capacity(0); free < needed; count += 1) free += capacity(count);
  return count;
}

/** The policy of each item, or `undefined` when one finds no room. */
function placeInto(
  count: number,
  items: readonly PackItem[],
  byHash: readonly number[],
  { capacity, statementSize }: PackLimits,
): Uint8Array | undefined {
  const policyOf = new Uint8Array(items.length);
  const free = Array.from({ length: count }, (_, policy) => capacity(policy));
  const groups = free.map(() => new Set<number>());
  const needs = ({ size, group }: PackItem, policy: number): number =>
    size + (groups[policy]?.has(group) === true ? 0 : statementSize(group));
  for (const at of byHash) {
    const item = items[at] as PackItem;
    let chosen = -1;
    let weight = -1;
    for (let policy = 0; policy < count; policy += 1) {
      const preference = mixed(item.hash ^ Math.imul(policy + 1, 0x9e3779b1));
      if (preference <= weight || needs(item, policy) > (free[policy] ?? 0)) continue;
      chosen = policy;
      weight = preference;
    }
    if (chosen === -1) return undefined;
    free[chosen] = (free[chosen] ?? 0) - needs(item, chosen);
    groups[chosen]?.add(item.group);
    policyOf[at] = chosen;
  }
  return policyOf;
}

/** Fills one policy after the other: in a time that grows with the repositories alone. */
function packInOrder<Item extends PackItem>(
  items: readonly Item[],
  { capacity, statementSize }: PackLimits,
): readonly (readonly Item[])[] {
  const packed: Item[][] = [];
  let groups = new Set<number>();
  let free = -1;
  for (const item of items) {
    const needed = (): number => item.size + (groups.has(item.group) ? 0 : statementSize(item.group));
    if (needed() > free) {
      groups = new Set();
      free = capacity(packed.length);
      packed.push([]);
    }
    free -= needed();
    groups.add(item.group);
    packed.at(-1)?.push(item);
  }
  return packed;
}

function byPolicy<Item>(count: number, items: readonly Item[], policyOf: Uint8Array): readonly (readonly Item[])[] {
  const packed = Array.from({ length: count }, (): Item[] => []);
  items.forEach((item, at) => packed[policyOf[at] ?? 0]?.push(item));
  return packed;
}

function hashAt(items: readonly PackItem[], at: number): number {
  return (items[at] as PackItem).hash;
}

/** FNV-1a over the UTF-16 units of a text, well mixed: 32 bits that are the same on every machine. */
export function packingHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixed(hash);
}

/** Spreads the bits of a number over all 32 (rendezvous hashing needs every policy's weight to be independent). */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
