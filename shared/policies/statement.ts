import { compareText } from "../base/canonical";

/** Operator → condition key → values. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** `{ AWS: […] }` or `{ Service: […] }`. */
export type Principal = Readonly<Partial<Record<"AWS" | "Service", string | readonly string[]>>>;

/** What every statement has. */
interface StatementBase {
  /** The name of the statement; absent where it has none. */
  readonly Sid?: string;
  /** Whether the statement allows or denies. */
  readonly Effect: "Allow" | "Deny";
  /** The API actions that it is about. */
  readonly Action: string | readonly string[];
  /** What else must hold; absent where nothing must. */
  readonly Condition?: Condition;
}

/** A statement of a KMS key policy. `Resource` is `*`, which in a key policy means "this key". */
export interface KeyPolicyStatement extends StatementBase {
  /** Who may, or may not. */
  readonly Principal: Principal;
  /** Always `*`: this key. */
  readonly Resource: "*";
}

/** A statement of an ECR repository policy: it has no `Resource`, ECR refuses one. */
export interface RepositoryPolicyStatement extends StatementBase {
  /** Who may, or may not. */
  readonly Principal: Principal;
}

/** A statement of an IAM identity policy. */
export interface IdentityPolicyStatement extends StatementBase {
  /** The ARNs that the statement is about, or `*`. */
  readonly Resource: string | readonly string[];
}

/** Any statement this package writes. */
export type PolicyStatement = KeyPolicyStatement | RepositoryPolicyStatement | IdentityPolicyStatement;

/**
 * Merges two conditions operator by operator. Each has its operators and keys in alphabetical order, and so has what
 * comes out.
 */
export function mergeConditions(one: Condition | undefined, other: Condition | undefined): Condition {
  if (one === undefined || other === undefined) return one ?? other ?? {};
  const merged: Record<string, Record<string, string | readonly string[]>> = {};
  for (const condition of [one, other]) {
    for (const [operator, keys] of Object.entries(condition)) merged[operator] = { ...merged[operator], ...keys };
  }
  return sortKeys(merged, sortKeys) as Condition;
}

function sortKeys<T>(
  record: Readonly<Record<string, T>>,
  inner: (value: never) => unknown = (value) => value,
): Record<string, unknown> {
  const entries = Object.entries(record).sort(([a], [b]) => compareText(a, b));
  return Object.fromEntries(entries.map(([key, value]) => [key, inner(value as never)]));
}

/** A statement of an IAM policy that allows actions on resources. */
export function allow(
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  condition: Condition = {},
): IdentityPolicyStatement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
}
