/** `orders, payments and 3 more`: so many names, and the number of the others. */
export function listNames(names: readonly string[], most: number): string {
  const left = names.length - most;
  if (left <= 0) return names.join(", ");
  return `${names.slice(0, most).join(", ")} and ${left.toLocaleString("en")} more`;
}
