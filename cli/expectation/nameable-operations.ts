import type { OperationId } from "../proof/proof";
import { OPERATIONS } from "../proof/proof";

/** Operations that may be named and that this release gives no answer about. */
const NOT_ANSWERED = ["read", "sign", "create-key"] as const;

/** An operation that a file of expected access may name. */
export type NameableOperation = OperationId | (typeof NOT_ANSWERED)[number];

/** What may be named below a repository. */
export const REPOSITORY_OPERATIONS = [...OPERATIONS, "read", "sign"] as const satisfies readonly NameableOperation[];

/** What may be named below a key. */
export const KEY_OPERATIONS = ["administer-key", "create-key"] as const satisfies readonly NameableOperation[];

/** What may be named where operations stand by themselves. */
export const NAMEABLE_OPERATIONS = [...OPERATIONS, ...NOT_ANSWERED] as const satisfies readonly NameableOperation[];

/** Whether the proof has answers about an operation: only these are compared. */
export function isAnswered(operation: NameableOperation): operation is OperationId {
  return (OPERATIONS as readonly string[]).includes(operation);
}
