import { compareText } from "./canonical";

/** One repository to be put into a policy. */
export interface PackItem<Group> {
  readonly name: string;
  /** Repositories of one group stand in one statement. */
  readonly group: Group;
  /** What it adds to a policy that has its statement, in the unit of the capacity. */
  readonly size: number;
}

/** How much fits, and what each statement costs beside the repositories in it. */
export interface PackLimits<Group> {
  /** What is free in the policy of this number, counted from 0. */
  readonly capacity: (policy: number) => number;
  readonly statementSize: (group: Group) => number;
}

/**
 * Spreads repositories over as few policies as they fill, so that adding one moves as few others as possible.
 *
 * Every repository has an order of preference among the policies that follows from its name alone, and takes the first with
 * room for it; those with a lower hash go first. A new repository therefore only pushes out others where a policy is full.
 * (Filling the policies in the order of the names would shift everything behind the new one, and a principal would lose a
 * repository for the moment between the update of one policy and of the next.)
 *
 * @returns The repositories in each policy, by name.
 */
export function packRepositories<Group>(
  items: readonly PackItem<Group>[],
  limits: PackLimits<Group>,
): readonly (readonly PackItem<Group>[])[] {
  const hashed = items.map((item) => ({ item, hash: hashOf(item.name) }));
  hashed.sort((a, b) => a.hash - b.hash || compareText(a.item.name, b.item.name));
  for (let count = fewest(items, limits); count <= MOST_SPREAD; count += 1) {
    const packed = packInto(count, hashed, limits);
    if (packed) return packed;
  }
  return packInOrder(items, limits);
}

/** Nobody can have more policies than this: how they would change is no matter, that there are so many is a finding. */
const MOST_SPREAD = 20;

/** Fills one policy after the other in the order of the names: in a time that grows with the repositories alone. */
function packInOrder<Group>(
  items: readonly PackItem<Group>[],
  { capacity, statementSize }: PackLimits<Group>,
): readonly (readonly PackItem<Group>[])[] {
  const packed: PackItem<Group>[][] = [];
  let groups = new Set<Group>();
  let free = -1;
  for (const item of [...items].sort((a, b) => compareText(a.name, b.name))) {
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

interface Hashed<Group> {
  readonly item: PackItem<Group>;
  readonly hash: number;
}

interface Policy<Group> {
  readonly items: PackItem<Group>[];
  readonly groups: Set<Group>;
  free: number;
}

/** A number of policies that so many repositories cannot go below. */
function fewest<Group>(items: readonly PackItem<Group>[], { capacity, statementSize }: PackLimits<Group>): number {
  const groups = new Set(items.map(({ group }) => group));
  let needed = items.reduce((sum, { size }) => sum + size, 0);
  for (const group of groups) needed += statementSize(group);
  let count = 1;
  for (let free = capacity(0); free < needed; count += 1) free += capacity(count);
  return count;
}

function packInto<Group>(
  count: number,
  hashed: readonly Hashed<Group>[],
  { capacity, statementSize }: PackLimits<Group>,
): readonly (readonly PackItem<Group>[])[] | undefined {
  const policies = Array.from({ length: count }, (_, index): Policy<Group> => ({
    items: [],
    groups: new Set(),
    free: capacity(index),
  }));
  for (const { item, hash } of hashed) {
    const needs = (policy: Policy<Group>): number =>
      item.size + (policy.groups.has(item.group) ? 0 : statementSize(item.group));
    const policy = preferred(hash, policies).find((each) => needs(each) <= each.free);
    if (policy === undefined) return undefined;
    policy.free -= needs(policy);
    policy.groups.add(item.group);
    policy.items.push(item);
  }
  return policies.map(({ items }) => items.sort((a, b) => compareText(a.name, b.name)));
}

/** The policies in the order in which the bearer of a hash prefers them (rendezvous hashing). */
function preferred<Policy>(hash: number, policies: readonly Policy[]): readonly Policy[] {
  if (policies.length === 1) return policies;
  return policies
    .map((policy, index) => ({ policy, weight: mixed(hash ^ Math.imul(index + 1, 0x9e3779b1)) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ policy }) => policy);
}

/** FNV-1a over the UTF-16 units of a text: 32 bits that are the same on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return mixed(hash);
}

/** Spreads the bits of a number over all 32. */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
