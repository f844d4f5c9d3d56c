/** One thing that is wrong with an input. */
export interface Problem {
  /** Where: the input as the user named it, and the place in it. `plan.json: aws_ecr_repository_policy.app.policy` */
  readonly path: string;
  /** What is wrong. Never holds a value of the input that could be secret. */
  readonly message: string;
  /** How to mend it. */
  readonly hint: string;
}

/** What the command was given cannot be used. Ends it with exit code 2 and a message, without a stack trace. */
export class InputError extends Error {
  /** Tells it from other errors. */
  override readonly name = "InputError";
  /** All that is wrong; the message tells the first ones. */
  readonly problems: readonly Problem[];

  /** @param problems - All of them; the message tells the first ones. */
  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.problems = problems;
  }
}

/** The longest list that somebody would read. */
const MOST_TOLD = 50;

/** Problems as people read them, each with its way out. */
export function describeProblems(problems: readonly Problem[], before = ""): string {
  const told = problems.slice(0, MOST_TOLD).map(({ path, message, hint }) => `${before}${path}: ${message}\n  ${hint}`);
  const more = problems.length - MOST_TOLD;
  return [...told, ...(more > 0 ? [`and ${more} more problems`] : [])].join("\n");
}
