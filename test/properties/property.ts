import * as fc from "fast-check";

/** Something that holds whatever the topology. */
export interface Property {
  /** A sentence. */
  readonly name: string;
  /** Looks for a counterexample. */
  check(options: CheckOptions): Promise<Counterexample | undefined>;
}

/** How one property is tried. */
export interface CheckOptions {
  /** The number of cases; a property that takes long is tried with a part of them. */
  readonly runs: number;
  readonly seed: number;
  /** Called after each case. */
  readonly onTried?: () => void;
}

/** A property that did not hold, and what shows it. */
export interface Counterexample {
  readonly property: string;
  /** The smallest case that was found, as JSON. */
  readonly example: string;
  readonly reason: string;
}

/**
 * A property of every value that an arbitrary makes.
 *
 * @param share - Which part of the runs it gets, for properties that take long and vary little.
 * @param holds - Throws where the property does not hold.
 */
export function property<T>(
  name: string,
  share: number,
  arbitrary: fc.Arbitrary<T>,
  holds: (value: T) => Promise<void> | void,
): Property {
  return {
    name,
    check: async ({ runs, seed, onTried }) => {
      const tried = fc.asyncProperty(arbitrary, async (value) => {
        await holds(value);
        onTried?.();
      });
      const details = await fc.check(tried, { seed, numRuns: Math.max(1, Math.round(runs * share)) });
      if (!details.failed) return undefined;
      const { errorInstance, counterexample } = details;
      return {
        property: name,
        example: JSON.stringify(counterexample?.[0], undefined, 2),
        reason: errorInstance instanceof Error ? errorInstance.message : String(errorInstance),
      };
    },
  };
}
