import type { ConditionJson, OneOrMany, StatementJson } from "../policy/policy-json";
import { listOf } from "../policy/policy-json";
import { hasUnknown, unknownsIn } from "../policy/unknown";
import { conditionBounds } from "./bounds-of-conditions";
import { principalBounds } from "./bounds-of-principals";
import { hasUnknownPart, withWildcards } from "./unknown-parts";

/** What a statement can mean at least and at most, given what is not known. */
export interface Bounds {
  /** What it means for certain; absent when that may be nothing. */
  readonly narrow: readonly StatementJson[];
  /** The most that it can mean. */
  readonly wide: readonly StatementJson[];
  /** What would have to be known. Empty when the two are the same. */
  readonly unknowns: readonly string[];
}

/** Tells the context keys of a call whose value cannot be known from the inputs. */
export type IsUnknownKey = (key: string) => boolean;

/** The bounds of a statement for a call. */
export function boundsOf(statement: StatementJson, isUnknownKey: IsUnknownKey): Bounds {
  const unknowns = unknownsOf(statement, isUnknownKey);
  if (unknowns.length === 0) return { narrow: [statement], wide: [statement], unknowns };
  const { Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition, ...rest } = statement;
  const action = elementBounds("Action", Action, NotAction, isUnknownKey);
  const resource = elementBounds("Resource", Resource, NotResource, isUnknownKey);
  const condition = conditionBounds(Condition, isUnknownKey);
  const principal = principalBounds(Principal, NotPrincipal);
  const narrow =
    action.narrow && resource.narrow && condition.narrow && principal.narrow
      ? [{ ...rest, ...principal.narrow, ...action.narrow, ...resource.narrow, ...condition.narrow }]
      : [];
  const wide = principal.wide.map(({ who, only }) => ({
    ...rest,
    ...who,
    ...action.wide,
    ...resource.wide,
    ...asElement(joined(condition.wide, only)),
  }));
  return { narrow, wide, unknowns };
}

function unknownsOf(statement: StatementJson, isUnknownKey: IsUnknownKey): readonly string[] {
  const { Sid: _, ...meaning } = statement;
  const keys = Object.values(statement.Condition ?? {}).flatMap((block) => Object.keys(block));
  const variables = [
    statement.Resource,
    statement.NotResource,
    ...Object.values(statement.Condition ?? {}).flatMap((block) => Object.values(block)),
  ]
    .flatMap((values) => listOf(values))
    .flatMap((value) => [...String(value).matchAll(/\$\{([^},]+)/g)].map(([, key = ""]) => key.trim()));
  const unknownKeys = [...keys, ...variables].filter((key) => !["*", "?", "$"].includes(key) && isUnknownKey(key));
  return [
    ...(hasUnknown(meaning) ? unknownsIn(meaning) : []),
    ...new Set(unknownKeys.map((key) => `the value of ${key} in the request`)),
  ];
}

interface ElementBounds {
  readonly narrow?: Partial<StatementJson>;
  readonly wide: Partial<StatementJson>;
}

function elementBounds(
  name: "Action" | "Resource",
  values: OneOrMany<string> | undefined,
  notValues: OneOrMany<string> | undefined,
  isUnknownKey: IsUnknownKey,
): ElementBounds {
  const widened = (value: string): string => withWildcards(value, name, isUnknownKey);
  if (notValues !== undefined) {
    const known = listOf(notValues).filter((value) => !hasUnknownPart(value, isUnknownKey));
    return {
      narrow: { [`Not${name}`]: listOf(notValues).map(widened) },
      wide: known.length > 0 ? { [`Not${name}`]: known } : { [name]: "*" },
    };
  }
  if (values === undefined) return { narrow: {}, wide: {} };
  const known = listOf(values).filter((value) => !hasUnknownPart(value, isUnknownKey));
  return {
    ...(known.length > 0 ? { narrow: { [name]: known } } : {}),
    wide: { [name]: listOf(values).map(widened) },
  };
}

function joined(condition: ConditionJson, only: ConditionJson): ConditionJson {
  const all: Record<string, ConditionJson[string]> = { ...condition };
  for (const [operator, keys] of Object.entries(only)) {
    // A condition on the same key stands there already: to leave this one out is wider, and still a bound.
    const before = all[operator];
    if (before === undefined || !Object.keys(keys).some((key) => key in before)) all[operator] = { ...before, ...keys };
  }
  return all;
}

function asElement(condition: ConditionJson): Partial<StatementJson> {
  return Object.keys(condition).length > 0 ? { Condition: condition } : {};
}
