import * as pulumi from "@pulumi/pulumi";
import type { Finding, IsUnresolved } from "../shared";
import { PolicyError } from "../shared";
import type { Inputs } from "./inputs";
import { withoutSecretValues, withoutStandIns } from "./output-findings";
import { isStandIn, secretPlaces, secretsAmong, secretTexts, withSecretsStandingIn, withStandIns } from "./stand-ins";

/** A plan whose values may depend on outputs. */
export interface Planned<Plan> {
  /** What is made: how many of which resource. Its values stand in for the unresolved ones. */
  readonly structure: Plan;
  /** A value of the plan, as soon as everything is known. */
  value<T>(pick: (plan: Plan) => T): pulumi.Input<T>;
  /**
   * A value that the plan passes on from one argument: known as soon as that argument is. Names must not become unknown
   * in a preview because something else is, or the preview would announce a replacement.
   */
  leaf<T>(pick: (plan: Plan) => T): pulumi.Input<T>;
  /**
   * A text that the plan passes on from one argument, for places that another plan, made when outputs are known, may
   * put elsewhere: the very output that was given, once everything has been checked.
   */
  passedOn(pick: (plan: Plan) => string): pulumi.Input<string>;
}

const holdsStandIn = (value: unknown): boolean => isStandIn(typeof value === "string" ? value : JSON.stringify(value));

/**
 * Plans from arguments that may hold outputs. What is plain is checked at once, so that an error points at the line
 * that gave it and nothing has been registered yet; what is not is checked when it is known.
 *
 * @throws pulumi.ResourceError with every finding; the host prints its message without a stack trace
 */
export function planned<Config extends object, Plan>(
  args: Inputs<Config>,
  plan: (config: Config, isUnresolved?: IsUnresolved) => Plan,
): Planned<Plan> {
  const standIns = new Map<string, pulumi.Input<unknown>>();
  const config = withStandIns(args, standIns) as Config;
  const structure = withoutStack(() => plan(config, isStandIn), withoutStandIns);
  if (standIns.size === 0) {
    const now = <T>(pick: (plan: Plan) => T): T => pick(structure);
    return { structure, value: now, leaf: now, passedOn: now };
  }
  const resolved = whenKnown(args, plan, { config, standIns });
  const value = <T>(pick: (plan: Plan) => T): pulumi.Input<T> => resolved.apply(pick);
  const leaf = <T>(pick: (plan: Plan) => T): pulumi.Input<T> =>
    holdsStandIn(pick(structure)) ? value(pick) : pick(structure);
  const passedOn = (pick: (plan: Plan) => string): pulumi.Input<string> => {
    const given = standIns.get(pick(structure)) as pulumi.Input<string> | undefined;
    return given === undefined ? value(pick) : pulumi.all([resolved, given]).apply(([, text]) => text);
  };
  return { structure, value, leaf, passedOn };
}

/**
 * The plan of arguments that may hold outputs, as soon as all is known: nothing is decided, and nothing refused,
 * before.
 */
export function plannedLater<Config extends object, Plan>(
  args: Inputs<Config>,
  plan: (config: Config, isUnresolved?: IsUnresolved) => Plan,
): pulumi.Output<Plan> {
  const standIns = new Map<string, pulumi.Input<unknown>>();
  const config = withStandIns(args, standIns) as Config;
  return whenKnown(args, plan, { config, standIns });
}

/** Plans with the real values; what is found wrong with a secret one does not show it. */
function whenKnown<Config extends object, Plan>(
  args: Inputs<Config>,
  plan: (config: Config, isUnresolved?: IsUnresolved) => Plan,
  { config, standIns }: { readonly config: Config; readonly standIns: ReadonlyMap<string, pulumi.Input<unknown>> },
): pulumi.Output<Plan> {
  const given = pulumi.output(args as unknown as pulumi.Input<Config>);
  return pulumi.all([given, secretsAmong(standIns)]).apply(([known, secrets]) =>
    withoutStack(
      () => plan(known as Config),
      (findings) => {
        if (secrets.length === 0) return findings;
        const resolution = { standIn: config, known, secrets: new Set(secrets) };
        const shown = withSecretsStandingIn(resolution);
        return withoutSecretValues(
          findings,
          findingsOf(() => plan(shown as Config, isStandIn)),
          secretTexts(resolution),
          secretPlaces(resolution),
        );
      },
    ),
  );
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

function findingsOf(compute: () => unknown): readonly Finding[] {
  try {
    compute();
    return [];
  } catch (error) {
    if (!PolicyError.is(error)) throw error;
    return error.findings;
  }
}

/**
 * Turns a `PolicyError` into the error that the host prints without a stack trace.
 *
 * @param inWords - Changes the findings before they are shown.
 */
function withoutStack<T>(
  compute: () => T,
  inWords: (findings: readonly Finding[]) => readonly Finding[] = (findings) => findings,
): T {
  try {
    return compute();
  } catch (error) {
    if (!PolicyError.is(error)) throw error;
    throw new pulumi.ResourceError(new PolicyError(error.subject, inWords(error.findings)).message, undefined, true);
  }
}
