/** One value or a list, as policy documents have it. */
export type OneOrMany<T> = T | readonly T[];

/** The `Principal` of a statement: `"*"`, or type → who. */
export type PrincipalJson = "*" | Readonly<Record<string, OneOrMany<string>>>;

/** The `Condition` of a statement: operator → context key → values. */
export type ConditionJson = Readonly<Record<string, Readonly<Record<string, OneOrMany<string | number | boolean>>>>>;

/** One statement of a policy that anybody may have written. */
export interface StatementJson {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: PrincipalJson;
  readonly NotPrincipal?: PrincipalJson;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: ConditionJson;
}

/** A policy document that anybody may have written; its statements are a list even where the text has one alone. */
export interface PolicyJson {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly StatementJson[];
}

/** Whether `${…}` is a policy variable in a policy: only in those of version 2012-10-17. */
export function hasVariables({ Version }: PolicyJson): boolean {
  return Version === "2012-10-17";
}

/** Whether a statement speaks of everybody: `"*"` and `{ "AWS": "*" }` mean the same. */
export function namesEverybody({ Principal }: StatementJson): boolean {
  return Principal === "*" || (typeof Principal === "object" && listOf(Principal["AWS"]).includes("*"));
}

/** A value or a list as a list. */
export function listOf<T>(value: OneOrMany<T> | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
