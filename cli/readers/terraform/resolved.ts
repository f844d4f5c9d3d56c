import { isUnknown } from "../../policy/unknown";

/** What one reference of an expression amounts to. */
export interface Resolved {
  /** The reference, followed through variables and outputs of modules. Absent for a constant. */
  readonly reference?: string;
  /** One value, or those of all instances that it may mean; a marker where it cannot be known. */
  readonly values: readonly unknown[];
}

/**
 * The value of an expression with these references, where only one can have made it: the one reference, or the one ARN
 * or document beside what only decides (`var.create ? aws_kms_key.key.arn : null`).
 */
export function onlyValue(resolved: readonly Resolved[]): unknown {
  const [only, ...more] = resolved;
  if (only?.values.length === 1 && more.length === 0) return only.values[0];
  const texts = resolved.filter(({ values }) => values.some((value) => typeof value === "string" && value !== ""));
  const [text] = texts;
  const value = texts.length === 1 && text?.values.length === 1 ? text.values[0] : undefined;
  return typeof value === "string" && /^(arn:|\s*\{)/.test(value) ? value : undefined;
}

/** All values together as a list that is unknown as a whole; `undefined` where one is not known. */
export function allValues(resolved: readonly Resolved[], attribute: string): readonly unknown[] | undefined {
  const all = resolved.flatMap(({ values }) => values);
  return all.length > 0 && all.every((each) => !isUnknown(each) && canStandIn(attribute, each)) ? all : undefined;
}

/**
 * The values for the unknown elements of a list; none where they do not fit. Lists of ARNs are sets: of two elements
 * with one reference, one is a text with the reference in it, so that the value is there once.
 */
export function fittingValues(
  resolved: readonly Resolved[],
  attribute: string,
  { known, missing }: { readonly known: readonly unknown[]; readonly missing: number },
): readonly unknown[] {
  const candidates = resolved.flatMap(({ values }) => values).filter((value) => !known.includes(value));
  const isFitting = candidates.length === missing && candidates.every((each) => canStandIn(attribute, each));
  return isFitting ? [...new Set(candidates)] : [];
}

/** Whether a reference with these values can be all that gives a value; `undefined` where that is not known. */
export function canBe(value: unknown, values: readonly unknown[]): boolean {
  if (value === undefined || values.some(isUnknown)) return true;
  const given = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const known = new Set(values);
  return given.length === values.length && given.every((each) => each === null || known.has(each));
}

/** Whether a value can be a policy's text. */
export function isDocumentText(value: unknown): boolean {
  return isUnknown(value) || (typeof value === "string" && value.trimStart().startsWith("{"));
}

/** Whether a value can stand in a list as it is: where ARNs belong, an id or a name must be part of a text. */
function canStandIn(attribute: string, value: unknown): boolean {
  const isArn = typeof value === "string" && (value.startsWith("arn:") || value === "*");
  return isArn || isUnknown(value) || !attribute.endsWith("resources");
}
