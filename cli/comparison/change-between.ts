import type { AccessChangeKind, ComparedVerdict } from "./access-comparison";

/** How much access each answer is. */
const ACCESS: Readonly<Record<ComparedVerdict, number>> = { absent: 0, denied: 0, unknown: 1, allowed: 2 };

/**
 * What two answers amount to; `undefined` where nothing changed and nothing is unknown.
 *
 * @example
 * changeBetween("absent", "allowed"); // "gain"
 * changeBetween("allowed", "unknown"); // "possible-loss"
 */
export function changeBetween(before: ComparedVerdict, after: ComparedVerdict): AccessChangeKind | undefined {
  const more = ACCESS[after] - ACCESS[before];
  if (more === 0) return before === "unknown" ? "unknown" : undefined;
  if (more > 0) return after === "allowed" ? "gain" : "possible-gain";
  return before === "allowed" && after !== "unknown" ? "loss" : "possible-loss";
}
