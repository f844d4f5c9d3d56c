/** How a pattern is compared. */
export interface WildcardOptions {
  /** Whether upper and lower case are the same. @default false */
  readonly ignoreCase?: boolean;
}

/**
 * Whether a text has the form of a pattern with the wildcards of IAM: `*` stands for any characters or none, `?` for
 * exactly one. Whatever the pattern, it takes at most as many steps as the product of both lengths, and no regular
 * expression is made of it.
 *
 * @param pattern - For example `"ecr:*Layer*"`.
 * @param text - What is compared, from its first character to its last.
 * @example
 * ```ts
 * matchesWildcard("arn:aws:iam::*:role/ci-?", "arn:aws:iam::111111111111:role/ci-1"); // true
 * ```
 */
export function matchesWildcard(pattern: string, text: string, { ignoreCase = false }: WildcardOptions = {}): boolean {
  return ignoreCase ? matches(pattern.toLowerCase(), text.toLowerCase()) : matches(pattern, text);
}

/**
 * Two pointers, and one place to come back to: the last `*`, and how much of the text it has taken. An earlier `*`
 * never has to take more, because the later one could take that too.
 */
function matches(pattern: string, text: string): boolean {
  let at = 0;
  let inText = 0;
  let lastStar = -1;
  let takenUpTo = 0;
  while (inText < text.length) {
    const wanted = pattern[at];
    if (wanted === "*") {
      lastStar = at;
      takenUpTo = inText;
      at += 1;
    } else if (wanted === "?" || wanted === text[inText]) {
      at += 1;
      inText += 1;
    } else if (lastStar >= 0) {
      takenUpTo += 1;
      at = lastStar + 1;
      inText = takenUpTo;
    } else return false;
  }
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}
