/** Whether two texts say the same JSON: ECR may keep a policy with other white space, or its elements in another order. */
export function sameJson(first: string, second: string): boolean {
  return sorted(first) === sorted(second);
}

function sorted(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
