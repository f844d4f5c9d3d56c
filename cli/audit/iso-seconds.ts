/**
 * ISO 8601 in UTC without fractions, as CloudTrail writes it.
 *
 * @example
 * isoSeconds(0); // "1970-01-01T00:00:00Z"
 */
export function isoSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/[.]\d+Z$/, "Z");
}
