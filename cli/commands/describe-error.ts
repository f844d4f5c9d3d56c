import { InvalidArgumentError } from "commander";
import { problemWithFlags } from "./flag-names";
import { describeProblems, InputError } from "../toolkit/input-error";

/** What the user reads, and the exit code. */
export interface DescribedError {
  readonly text: string;
  readonly code: number;
}

/** A user's mistake in plain words; only a fault of ours shows a stack trace, with where to report it. */
export function describeError(error: unknown, usageError: number): DescribedError {
  if (InputError.is(error))
    return { text: describeProblems(error.problems.map(problemWithFlags), "error: "), code: usageError };
  if (isCommanderError(error)) {
    // It has written its message already, unless an action of ours threw it; asking for help or the version is not a
    // mistake.
    return {
      text: error instanceof InvalidArgumentError ? `error: ${error.message}` : "",
      code: error.exitCode === 0 ? 0 : usageError,
    };
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    text: `This is a fault of ecr-kms, not of yours. Please report it: https://www.npmjs.com/package/ecr-kms-cli\n${trace}`,
    code: usageError,
  };
}

function isCommanderError(error: unknown): error is Error & { readonly code: string; readonly exitCode: number } {
  return error instanceof Error && "exitCode" in error && "code" in error;
}
