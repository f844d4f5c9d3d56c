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
  override readonly name = "InputError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message, hint }) => `${path}: ${message}\n  ${hint}`).join("\n"));
    this.problems = problems;
  }
}
