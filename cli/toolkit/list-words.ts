/**
 * A list in words.
 *
 * @example
 * listWords(["a", "b", "c"]); // "a, b and c"
 * listWords(["a", "b"], "or"); // "a or b"
 */
export function listWords(texts: readonly string[], word: "and" | "or" = "and"): string {
  return texts.length < 2 ? texts.join("") : `${texts.slice(0, -1).join(", ")} ${word} ${texts.at(-1) ?? ""}`;
}

/**
 * So many names, and the number of the others.
 *
 * @example
 * listNames(["orders", "payments", "stock", "mail"], 2); // "orders, payments and 2 more"
 */
export function listNames(names: readonly string[], most: number): string {
  const left = names.length - most;
  if (left <= 0) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${left.toLocaleString("en")} more`;
}
