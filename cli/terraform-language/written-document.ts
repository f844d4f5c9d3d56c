import type { OneOrMany } from "../policy/policy-json";
import { inByteOrder, type ObjectValue } from "./conversion";

/** A statement with the elements that a document is written with, in the order in which they are written. */
export type WrittenStatement = Readonly<Record<string, unknown>>;

/** A document while it is put together. */
export interface WrittenDocument {
  readonly Version?: string | undefined;
  readonly Id?: string | undefined;
  readonly statements: readonly WrittenStatement[];
}

/** Only the type `*` with the identifier `*` alone is everybody; `{ AWS: "*" }` stays, which trust policies need. */
export function principalElement(
  byType: readonly (readonly [type: string, identifiers: OneOrMany<string>])[],
): "*" | ObjectValue | undefined {
  const [first] = byType;
  if (first === undefined) return undefined;
  const [type, identifiers] = first;
  if (byType.length === 1 && type === "*" && JSON.stringify([identifiers].flat()) === '["*"]') return "*";
  return sortedObject(byType);
}

/** Texts in the order in which the provider writes sets. */
export function descending(texts: readonly string[]): readonly string[] {
  return [...texts].sort(inByteOrder).reverse();
}

/** An object whose members are in the order in which the provider writes maps. */
export function sortedObject(entries: readonly (readonly [string, unknown])[]): ObjectValue {
  return Object.fromEntries([...entries].sort(([one], [other]) => inByteOrder(one, other)));
}

/** A statement without the elements that it does not have. */
export function withoutAbsent(elements: WrittenStatement): WrittenStatement {
  return Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined && value !== null));
}
