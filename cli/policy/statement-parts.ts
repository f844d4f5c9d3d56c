import { matchesWildcard } from "../../shared/internal";
import { ACCOUNT_ID } from "../toolkit/aws-forms";
import type { ConditionJson, StatementJson } from "./policy-json";
import { listOf } from "./policy-json";
import { wholeAccount } from "./principal-arn";

/** One principal of a statement. */
export interface NamedPrincipal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`. */
  readonly type: string;
  readonly value: string;
}

/** One line of a condition. */
export interface ConditionEntry {
  /** As it is written, with `ForAnyValue:` and `IfExists`. */
  readonly operator: string;
  /** The key as it is written. */
  readonly name: string;
  /** The key in lower case: AWS compares keys so. */
  readonly key: string;
  readonly values: readonly string[];
}

/** The principals of a statement; `"*"` is the same as `{ "AWS": "*" }`. */
export function principalsOf({ Principal }: StatementJson): readonly NamedPrincipal[] {
  if (Principal === undefined) return [];
  if (typeof Principal === "string") return [{ type: "AWS", value: Principal }];
  return Object.entries(Principal).flatMap(([type, values]) => listOf(values).map((value) => ({ type, value })));
}

/** The conditions of a statement, line by line. */
export function conditionEntries(condition: ConditionJson | undefined): readonly ConditionEntry[] {
  return Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([name, values]) => ({
      operator,
      name,
      key: name.toLowerCase(),
      values: listOf(values).map(String),
    })),
  );
}

/** Whether a statement is about an action, be it by a wildcard or because `NotAction` leaves it. */
export function coversAction({ Action, NotAction }: StatementJson, action: string): boolean {
  const matches = (pattern: string): boolean => matchesWildcard(pattern, action, { ignoreCase: true });
  return NotAction === undefined ? listOf(Action).some(matches) : !listOf(NotAction).some(matches);
}

/** Whether an action pattern is a service's or everything: `*`, `kms:*`. */
export function isEveryAction(pattern: string): boolean {
  return /^(\*|[\w-]+:\*+)$/.test(pattern);
}

/**
 * The patterns of a statement that were written for an action: that match it and are not a whole service's. Who writes
 * `kms:*` means everything and not this action in particular.
 */
export function patternsFor({ Action }: StatementJson, action: string): readonly string[] {
  return listOf(Action).filter(
    (pattern) => !isEveryAction(pattern) && matchesWildcard(pattern, action, { ignoreCase: true }),
  );
}

/** The account of an ARN or account id; `undefined` for everything else. */
export function accountOfPrincipal(value: string): string | undefined {
  if (ACCOUNT_ID.test(value)) return value;
  return /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(value)?.[1];
}

/** Whether a principal is an account as a whole: its root's ARN, or its id. */
export function isAccountRoot(value: string): boolean {
  return wholeAccount(value) !== undefined;
}

/** A statement without some of its actions; `undefined` when nothing is left. */
export function withoutActions(statement: StatementJson, taken: readonly string[]): StatementJson | undefined {
  const left = listOf(statement.Action).filter((action) => !taken.includes(action));
  return left.length === 0 ? undefined : { ...statement, Action: left };
}
