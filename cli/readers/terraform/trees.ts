import { isRecord } from "../../../shared/internal";

/** The names in an object; none where it is none. */
export function keysOf(value: unknown): readonly string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

/** The member of an object; `undefined` where it is none. */
export function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** The part of one of Terraform's trees of marks: where the whole is marked, each part is. */
export function memberOrTrue(tree: unknown, name: string | number): unknown {
  if (tree === true) return true;
  if (Array.isArray(tree)) return (tree as readonly unknown[])[Number(name)];
  return isRecord(tree) ? tree[name] : undefined;
}
