import { matchesWildcard } from "../../shared/internal";

/** Whether a text matches a pattern of a policy, in which `*` stands for any characters and `?` for one. */
export function matchesPattern(pattern: string, text: string): boolean {
  return matchesWildcard(pattern, text);
}

/** Whether a text holds a wildcard. */
export function hasWildcard(text: string): boolean {
  return text.includes("*") || text.includes("?");
}
