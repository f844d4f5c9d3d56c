/** What was changed. The first half takes something away, the second lets in more. */
export type MutationKind =
  | "remove statement"
  | "remove action"
  | "remove principal"
  | "remove resource"
  | "remove condition value"
  | "remove condition key"
  | "drop condition"
  | "weaken operator"
  | "widen action"
  | "widen principal"
  | "widen resource"
  | "add a foreign account"
  | "remove grant"
  | "remove grant operation"
  | "add grant operation"
  | "widen grantee"
  | "drop grant constraint";

/** A statement as a plain object, whatever document it stands in. */
export interface PlainStatement {
  readonly Sid?: string;
  readonly Effect: string;
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** What was changed in a statement, and what became of it: nothing where it was removed. */
export type Change = readonly [kind: MutationKind, what: string, after: PlainStatement | undefined];

/** A list without each of its values in turn; a list of one value is not emptied. */
export function without(values: readonly string[]): readonly (readonly [removed: string, left: readonly string[]])[] {
  if (values.length < 2) return [];
  return values.map((value, index) => [value, values.filter((_, other) => other !== index)] as const);
}
