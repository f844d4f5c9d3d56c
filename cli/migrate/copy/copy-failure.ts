import type { Problem } from "../../model/input-error";
import { RegistryError, registryProblem } from "../registry/registry-error";

/** One manifest or tag that could not be copied; the others can. */
export class CopyFailure extends Error {
  override readonly name = "CopyFailure";
  readonly problem: Problem;
  /** Whether the same may succeed later. */
  readonly isPassing: boolean;

  constructor(problem: Problem, isPassing = false) {
    super(problem.message);
    this.problem = problem;
    this.isPassing = isPassing;
  }
}

/** An error that concerns one manifest or tag, as a problem; `undefined` for any other. */
export function problemOfOne(error: unknown, path: string): Problem | undefined {
  if (error instanceof CopyFailure) return error.problem;
  if (error instanceof RegistryError) return registryProblem(error, path);
  return undefined;
}
