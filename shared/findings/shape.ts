import type { CheckContext } from "./checks";
import { checkBoolean, checkChoice, checkProperties, joinPath } from "./checks";
import { shown } from "./findings";

/**
 * Adds a finding for everything that is wrong with the value of one property.
 *
 * @param given - The configuration that the property is of: what the value has to agree with.
 */
export type PropertyCheck = (
  value: unknown,
  path: string,
  context: CheckContext,
  given: Readonly<Record<string, unknown>>,
) => void;

/** What is known of a property that may be left out: how it is checked, and what applies without it. */
export type OptionalProperty<Value> = {
  /** Not called for `undefined`. */
  readonly check: PropertyCheck;
} & (
  | {
      /** The value that `withDefaults` fills in. */
      readonly default: Value;
    }
  | {
      /** The value that AWS takes by itself: none is sent. */
      readonly awsDefault: Value;
    }
  | {
      /** What happens, in words, where no value says it. */
      readonly otherwise: string;
    }
);

/** What is known of a property that has to be given. */
export interface RequiredProperty {
  readonly required: true;
  /** Called for `undefined` as well. */
  readonly check: PropertyCheck;
}

/**
 * A configuration, described once: each property with its check, and with what applies without it. What may be given,
 * the findings, the defaults, the tables of the documentation and the parity test follow from it. The compiler refuses
 * a property of the type that is missing here, and one that is here and not in the type.
 *
 * @example
 * ```ts
 * const SCANNING = {
 *   scanType: { required: true, check: choiceOf(["BASIC", "ENHANCED"]) },
 *   onPush: { check: checkBoolean, default: true },
 * } as const satisfies Shape<{ readonly scanType: "BASIC" | "ENHANCED"; readonly onPush?: boolean }>;
 * ```
 */
export type Shape<Config> = {
  readonly [Name in keyof Config]-?: object extends Pick<Config, Name>
    ? OptionalProperty<Exclude<Config[Name], undefined>>
    : RequiredProperty;
};

/** A shape, whatever it is the shape of. */
export type AnyShape = Readonly<Record<string, OptionalProperty<unknown> | RequiredProperty>>;

/** The properties of a configuration that are in a shape, with the defaults of that. */
export type WithDefaults<Config, S> = Pick<Config, keyof Config & keyof S> & {
  readonly [Name in keyof Config & keyof S as S[Name] extends { readonly default: unknown } ? Name : never]-?: Exclude<
    Config[Name],
    undefined
  >;
};

/** For a property that a *read…* function reads: its findings come from there, with what the reading gives. */
export const READ_APART: PropertyCheck = () => undefined;

/** Checks an optional choice among documented values. */
export function choiceOf(choices: readonly string[]): PropertyCheck {
  return (value, path, context) => {
    checkChoice(value, choices, path, context);
  };
}

/**
 * Checks a value that has to be known when the program runs, because it decides which resources or statements there
 * are.
 *
 * @param check - What is checked of a value that is known.
 * @param why - The message about a value that is not.
 */
export function knownNow(check: PropertyCheck, why = "the choice is known only at deployment"): PropertyCheck {
  return (value, path, context, given) => {
    if (context.isUnresolved(value)) context.findings.add("UNRESOLVED_STRUCTURE", path, why);
    else check(value, path, context, given);
  };
}

/** Checks a true or false that decides which resources there are. */
export const checkKnownBoolean = knownNow(checkBoolean);

/** Adds a finding for each property that the shape does not have, and for everything wrong with those that it has. */
export function checkShape(given: object, shape: AnyShape, path: string, context: CheckContext): void {
  checkNames(given, shape, path, context);
  checkGiven(given, shape, path, context);
}

/** The first half of `checkShape`: what was given that is not a property. */
export function checkNames(given: object, shape: AnyShape, path: string, context: CheckContext): void {
  checkProperties(given, Object.keys(shape), path, context);
}

/** The second half of `checkShape`: the values of properties. */
export function checkGiven(given: object, shape: AnyShape, path: string, context: CheckContext): void {
  const values = given as Readonly<Record<string, unknown>>;
  for (const [name, property] of Object.entries(shape)) {
    const value = values[name];
    if (value === undefined && !("required" in property)) continue;
    property.check(value, joinPath(path, name), context, values);
  }
}

/**
 * Fills in the defaults of a configuration that has been checked. What the shape does not have, and what has neither a
 * value nor a default, is absent.
 */
export function withDefaults<Config extends object, S extends AnyShape>(
  config: Config,
  shape: S,
): WithDefaults<Config, S> {
  const values = config as Readonly<Record<string, unknown>>;
  const filled = Object.entries(shape).flatMap(([name, property]) => {
    const given = values[name];
    const value = given === undefined && "default" in property ? property.default : given;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(filled) as WithDefaults<Config, S>;
}

/** The properties that were given and that a shape has: one part of a configuration that is flat. */
export function partOf<S extends object, Config extends { readonly [Name in keyof S]?: unknown }>(
  config: Config,
  shape: S,
): { -readonly [Name in keyof S & keyof Config]: Exclude<Config[Name], undefined> } {
  const names = Object.keys(shape) as (keyof S)[] as readonly (keyof S & keyof Config)[];
  const given = names.flatMap((name) => (config[name] === undefined ? [] : [[name, config[name]] as const]));
  return Object.fromEntries(given) as never;
}

/** What applies without a property, as the tables of the documentation show it; absent where it has to be given. */
export function shownDefault(property: AnyShape[string]): string | undefined {
  if ("required" in property) return undefined;
  if ("otherwise" in property) return property.otherwise;
  return `\`${shown("default" in property ? property.default : property.awsDefault)}\``;
}
