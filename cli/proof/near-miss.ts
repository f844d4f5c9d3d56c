import type { ConditionExplain, StatementExplain } from "@cloud-copilot/iam-simulate";
import type { Caller } from "./caller";
import type { Call } from "./proof";
import { originalName } from "./simulate";

/** Longer lists are cut: whoever reads wants to see what the values are like. */
const MOST_VALUES = 3;

/** Why a statement does not apply to a call, each reason in plain words. */
export function missed(explain: StatementExplain, caller: Caller, call: Call): readonly string[] {
  return [
    ...(explain.principalMatch === "NoMatch" ? [principalText(explain, caller)] : []),
    ...(explain.resourceMatch ? [] : [resourceText(explain, call)]),
    ...(explain.conditions ?? []).filter(({ matches }) => !matches).map((condition) => conditionText(condition, call)),
  ];
}

function principalText({ principals, notPrincipals }: StatementExplain, { arn }: Caller): string {
  const named = many(principals).map(({ principal }) => principal);
  if (notPrincipals !== undefined) return `it is for everyone but some, and the call comes from ${arn}`;
  return `its principal is ${list(named)}, the call comes from ${arn}`;
}

function resourceText({ resources, notResources }: StatementExplain, { resource }: Call): string {
  const named = many(resources).map((each) => each.resource);
  if (notResources !== undefined) return `its NotResource leaves out ${resource}`;
  return `its resource is ${list(named)}, the call is for ${resource}`;
}

function conditionText({ operator, conditionKeyValue, values }: ConditionExplain, { context }: Call): string {
  const key = originalName(conditionKeyValue);
  const wanted = many(values).map(({ value }) => value);
  const [, has] = Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase()) ?? [];
  const actual =
    has === undefined ? "the call does not have it" : `the call has ${list(typeof has === "string" ? [has] : has)}`;
  return `condition ${operator} ${key} asks for ${list(wanted)}, ${actual}`;
}

function list(values: readonly string[]): string {
  const shown = values.slice(0, MOST_VALUES).map((value) => JSON.stringify(value));
  const more = values.length - shown.length;
  if (values.length === 0) return "nobody";
  return more > 0 ? `${shown.join(" or ")} (and ${more} more)` : shown.join(" or ");
}

function many<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
