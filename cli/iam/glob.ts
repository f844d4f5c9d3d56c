import { matchesWildcard } from "../../shared/internal";

/**
 * A pattern of the policy language: `*` and `?` are wildcards, and characters that only look like them, as in the value
 * of a policy variable, are written as others that no ARN has.
 */
export type Glob = string;

/** Any characters, none included. */
export const ANY = "*";

const STANDS_FOR: Readonly<Record<string, string>> = { "*": "\uE000", "?": "\uE001" };

/** A text without wildcards. */
export function literalGlob(text: string): Glob {
  return isPattern(text) ? text.replace(/[*?]/g, (wildcard) => STANDS_FOR[wildcard] ?? "") : text;
}

/** Whether a pattern has a wildcard. */
export function isPattern(glob: Glob): boolean {
  return glob.includes("*") || glob.includes("?");
}

/** Whether a text matches a pattern. */
export function matchesGlob(glob: Glob, text: string): boolean {
  return matchesWildcard(glob, literalGlob(text));
}

/** Partition, service, Region, account and resource, with `arn` before them. */
const ARN_PARTS = 6;

/** Whether a pattern has all parts of an ARN. */
export function isWholeArn(glob: Glob): boolean {
  return partsOf(glob, ARN_PARTS).length === ARN_PARTS;
}

/**
 * Whether an ARN matches a pattern of one, each part by itself; a `*` that ends the pattern matches all the parts that
 * follow.
 */
export function matchesByParts(glob: Glob, arn: string): boolean {
  const wanted = partsOf(glob, ARN_PARTS);
  if (wanted.length < ARN_PARTS && !glob.endsWith(ANY)) return false;
  const parts = partsOf(arn, wanted.length);
  return wanted.length === parts.length && wanted.every((part, index) => matchesGlob(part, parts[index] ?? ""));
}

/** The parts between colons, at most `most` of them: the last holds the rest. */
function partsOf(arn: string, most: number): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= most ? parts : [...parts.slice(0, most - 1), parts.slice(most - 1).join(":")];
}
