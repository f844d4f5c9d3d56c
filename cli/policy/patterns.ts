const patterns = new Map<string, RegExp>();
const MOST_PATTERNS = 20_000;

/** Whether a text matches a pattern of a policy, in which `*` stands for any characters and `?` for one. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (!hasWildcard(pattern)) return pattern === text;
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    if (patterns.size > MOST_PATTERNS) patterns.clear();
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    expression = new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
    patterns.set(pattern, expression);
  }
  return expression.test(text);
}

/** Whether a text holds a wildcard. */
export function hasWildcard(text: string): boolean {
  return text.includes("*") || text.includes("?");
}

/** Whether an action of a policy, such as `ecr:*Layer*`, covers an action. Case does not count. */
export function coversAction(pattern: string, action: string): boolean {
  return matchesPattern(pattern.toLowerCase(), action.toLowerCase());
}
