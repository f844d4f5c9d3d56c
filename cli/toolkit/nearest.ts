import { distance } from "fastest-levenshtein";

/**
 * The name that was probably meant by one that is not known; `undefined` where all are far from it: names that differ
 * in more than a third of what they do not share, and names of which nothing is left.
 *
 * @param known - Names, ARNs, or both: whatever somebody may have written.
 * @example
 * ```ts
 * nearest("payment/api", ["payments/api", "orders"]); // "payments/api"
 * nearest("ledger", ["payments/api", "orders"]); // undefined
 * ```
 */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: { readonly by: number; readonly other: string } | undefined;
  for (const other of known) {
    const by = farFrom(name.toLowerCase(), other.toLowerCase());
    if (by !== undefined && (best === undefined || by < best.by)) best = { by, other };
  }
  return best?.other;
}

/** By how many letters two names differ; `undefined` where that is too many for a slip of the pen. */
function farFrom(one: string, other: string): number | undefined {
  const start = lengthOfCommonParts(one, other);
  const [left, right] = [one.slice(start), other.slice(start)];
  const by = distance(left, right);
  if (by === 0) return 0;
  const least = Math.min(left.length, right.length);
  return by < least && by <= Math.max(1, Math.floor(Math.max(left.length, right.length) / 3)) ? by : undefined;
}

/**
 * What two names begin with, up to the last sign that ends a part of both. Roles of one account have most of their ARNs
 * in common, and are not alike for that.
 */
function lengthOfCommonParts(one: string, other: string): number {
  let end = 0;
  for (let index = 0; index < one.length && one[index] === other[index]; index++)
    if (/[^a-z0-9]/.test(one[index] ?? "")) end = index + 1;
  return end;
}
