import * as pulumi from "@pulumi/pulumi";
import type { IsUnresolved } from "../shared";
import { PolicyError } from "../shared";
import type { Inputs } from "./inputs";

/** A plan whose values may depend on outputs. */
export interface Planned<Plan> {
  /** What is made: how many of which resource. Its values stand in for those that are known only later. */
  readonly structure: Plan;
  /** A value of the plan, as soon as everything is known. */
  value<T>(pick: (plan: Plan) => T): pulumi.Input<T>;
  /**
   * A value that the plan passes on from one argument: known as soon as that argument is. Names must not become unknown in a
   * preview because something else is, or the preview would announce a replacement.
   */
  leaf<T>(pick: (plan: Plan) => T): pulumi.Input<T>;
  /**
   * A text that the plan passes on from one argument, for places that another plan, made when outputs are known, may put
   * elsewhere: the very output that was given, once everything has been checked.
   */
  passedOn(pick: (plan: Plan) => string): pulumi.Input<string>;
}

const STAND_IN = "\u0000output ";
/** The same in a text of JSON. */
const STAND_IN_IN_JSON = JSON.stringify(STAND_IN).slice(1, -1);
const isStandIn: IsUnresolved = (value) =>
  typeof value === "string" && (value.includes(STAND_IN) || value.includes(STAND_IN_IN_JSON));
const holdsStandIn = (value: unknown): boolean => isStandIn(typeof value === "string" ? value : JSON.stringify(value));

/**
 * Plans from arguments that may hold outputs. What is plain is checked at once, so that an error points at the line that gave
 * it and nothing has been registered yet; what is not is checked when it is known.
 *
 * @throws pulumi.ResourceError with every finding; the host prints its message without a stack trace
 */
export function planned<Config extends object, Plan>(
  args: Inputs<Config>,
  plan: (config: Config, isUnresolved?: IsUnresolved) => Plan,
): Planned<Plan> {
  const standIns = new Map<string, pulumi.Input<unknown>>();
  const config = withStandIns(args, standIns) as Config;
  const structure = withoutStack(() => plan(config, isStandIn));
  if (standIns.size === 0) {
    const now = <T>(pick: (plan: Plan) => T): T => pick(structure);
    return { structure, value: now, leaf: now, passedOn: now };
  }
  const resolved = pulumi
    .output(args as unknown as pulumi.Input<Config>)
    .apply((known) => withoutStack(() => plan(known as Config)));
  const value = <T>(pick: (plan: Plan) => T): pulumi.Input<T> => resolved.apply(pick);
  const leaf = <T>(pick: (plan: Plan) => T): pulumi.Input<T> =>
    holdsStandIn(pick(structure)) ? value(pick) : pick(structure);
  const passedOn = (pick: (plan: Plan) => string): pulumi.Input<string> => {
    const given = standIns.get(pick(structure)) as pulumi.Input<string> | undefined;
    return given === undefined ? value(pick) : pulumi.all([resolved, given]).apply(([, text]) => text);
  };
  return { structure, value, leaf, passedOn };
}

/** A part of a plan, itself a plan. */
export function part<Whole, Part>(plan: Planned<Whole>, pick: (whole: Whole) => Part): Planned<Part> {
  return {
    structure: pick(plan.structure),
    value: (pickValue) => plan.value((whole) => pickValue(pick(whole))),
    leaf: (pickValue) => plan.leaf((whole) => pickValue(pick(whole))),
    passedOn: (pickText) => plan.passedOn((whole) => pickText(pick(whole))),
  };
}

/** No argument is nested deeper: what is, holds itself or has been made up. The checks refuse it as it is. */
const DEEPEST = 20;

/** Puts a text in the place of every output. */
function withStandIns(value: unknown, standIns: Map<string, pulumi.Input<unknown>>, depth = 0): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    const text = `${STAND_IN}${standIns.size + 1}`;
    standIns.set(text, value);
    return text;
  }
  if (typeof value !== "object" || value === null || depth > DEEPEST) return value;
  // A Map or a Date is no argument: it is left for the checks to refuse, and not turned into an object that says nothing.
  if (!Array.isArray(value) && Object.prototype.toString.call(value) !== "[object Object]") return value;
  if (Array.isArray(value)) return value.map((item: unknown) => withStandIns(item, standIns, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withStandIns(inner, standIns, depth + 1)]),
  );
}

/** Turns a `PolicyError` into the error that the host prints without a stack trace. */
export function withoutStack<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (!PolicyError.is(error)) throw error;
    throw new pulumi.ResourceError(error.message, undefined, true);
  }
}
