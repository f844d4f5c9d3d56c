/** One thing that is wrong with an input. */
export interface Problem {
  /** Where: the input as the user named it, and the place in it. `plan.json: aws_ecr_repository_policy.app.policy` */
  readonly path: string;
  /** What is wrong. Never holds a value of the input that could be secret. */
  readonly message: string;
  /** How to fix it. */
  readonly hint: string;
}

const BRAND = Symbol.for("ecr-kms-cli/InputError");

/**
 * What a command or a function was given cannot be used. Ends a command with exit code 2 and a message, without a stack
 * trace.
 *
 * @example
 * ```ts
 * try {
 *   await proveAccess("plan.json");
 * } catch (error) {
 *   if (!InputError.is(error)) throw error;
 *   for (const { path, message, hint } of error.problems) console.error(path, message, hint);
 * }
 * ```
 */
export class InputError extends Error {
  /** Tells it from other errors; `InputError.is` does so more surely. */
  override readonly name = "InputError";
  /** All that is wrong; the message names the first ones. */
  readonly problems: readonly Problem[];

  /** @param problems - All of them; the message names the first ones. */
  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.problems = problems;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** Whether `value` is an `InputError`, also one from another entry of this package: each has a class of its own. */
  static is(value: unknown): value is InputError {
    return typeof value === "object" && value !== null && BRAND in value;
  }
}

/** The longest list that anybody would read. */
const MOST_SHOWN = 50;

/** Problems as people read them, each with its way out. */
export function describeProblems(problems: readonly Problem[], before = ""): string {
  const shown = problems
    .slice(0, MOST_SHOWN)
    .map(({ path, message, hint }) => `${before}${path}: ${message}\n  ${hint}`);
  const more = problems.length - MOST_SHOWN;
  return [...shown, ...(more > 0 ? [`and ${more} more problems`] : [])].join("\n");
}
