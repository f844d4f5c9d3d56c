import type { CheckContext } from "../findings/checks";
import type { ErrorCode } from "../findings/error-codes";
import { shown } from "../findings/findings";
import type { GranteeTable, TopologyGrantee } from "./grantee-table";

/** What is wrong with a grantee where it stands, although it is one. */
interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
  /** @default - the fix of the code */
  readonly hint?: string;
}

/** Says what is wrong with a grantee in one place; `undefined` when it may stand there. */
export type GranteeRule = (grantee: TopologyGrantee) => Refusal | undefined;

/**
 * Reads a list of grantees.
 *
 * @returns The grantees in the order given; those with a finding may be missing.
 */
export function readGrantees(
  list: unknown,
  path: string,
  grantees: GranteeTable,
  { findings, isUnresolved }: CheckContext,
  rule: GranteeRule,
): readonly TopologyGrantee[] {
  if (list === undefined) return [];
  if (isUnresolved(list)) {
    findings.add("UNRESOLVED_STRUCTURE", path, "the list as a whole is known only at deployment");
    return [];
  }
  if (!Array.isArray(list)) {
    findings.add("INVALID_TYPE", path, `must be a list of grantees, got ${shown(list)}`);
    return [];
  }
  const read: TopologyGrantee[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const grantee = grantees.read(list[index], path, index);
    if (grantee === undefined) continue;
    read.push(grantee);
    const refusal = rule(grantee);
    if (refusal !== undefined) findings.add(refusal.code, `${path}[${index}]`, refusal.message, refusal);
  }
  return read;
}
