/**
 * Stands where an input does not say a value: in a document as a part of a text, elsewhere in place of the value. Never
 * guessed: whatever depends on it is shown as unknown.
 */
export type Unknown = `${typeof OPEN}${string}${typeof CLOSE}`;

/** A value, or that the input does not say it. */
export type Maybe<T> = T | Unknown;

const OPEN = "«unknown: ";
const CLOSE = "»";
const MARKER = /«unknown: ([^»]*)»/g;

/**
 * The stand-in for a value that is not known.
 *
 * @param what - What would have to be known, as the user wrote it: `aws_s3_bucket.logs.arn`.
 * @example
 * unknown("data.aws_iam_role.ci.arn"); // "«unknown: data.aws_iam_role.ci.arn»"
 */
export function unknown(what: string): Unknown {
  return `${OPEN}${what.replaceAll(CLOSE, "")}${CLOSE}`;
}

/** Whether a value as a whole is unknown. */
export function isUnknown(value: unknown): value is Unknown {
  return typeof value === "string" && value.startsWith(OPEN) && value.indexOf(CLOSE) === value.length - CLOSE.length;
}

/** Whether anything in a value (a text, a list, an object, at any depth) is unknown. */
export function hasUnknown(value: unknown): boolean {
  if (typeof value === "string") return value.includes(OPEN);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, inner]) => key.includes(OPEN) || hasUnknown(inner));
}

/** What is not known in a value, each thing once. */
export function unknownsIn(value: unknown): readonly string[] {
  const text = typeof value === "string" ? value : JSON.stringify(value ?? null);
  return [...new Set([...text.matchAll(MARKER)].map(([, what = ""]) => what))];
}

/** A text with each unknown part replaced. */
export function replaceUnknowns(text: string, replacement: string): string {
  return text.replace(MARKER, () => replacement);
}
