import type { Problem } from "../../toolkit/input-error";
import { InputError } from "../../toolkit/input-error";

/** Gathers what is wrong with several things, so that all of it is reported at once. */
export class Gathered {
  readonly #problems: Problem[];

  constructor(problems: readonly Problem[] = []) {
    this.#problems = [...problems];
  }

  add(problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  /** The result of an action, or `undefined` when it refuses its input. */
  trying<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (!InputError.is(error)) throw error;
      this.add(error.problems);
      return undefined;
    }
  }

  /** @throws InputError with everything that was gathered */
  throwIfAny(): void {
    if (this.#problems.length > 0) throw new InputError(this.#problems);
  }
}
