import type { Problem } from "../../toolkit/input-error";
import type { PlannedManifest } from "../migration-plan";
import { RegistryError, registryProblem } from "../registry/registry-error";
import { fullManifestName } from "./copying";

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

/** What the plan lists and the source no longer has. */
export function goneFrom(planned: PlannedManifest): CopyFailure {
  return new CopyFailure({
    path: fullManifestName(planned),
    message: "is no longer at the source: it was deleted after the plan was made",
    hint: "make the plan again; what has been copied is not copied again",
  });
}
