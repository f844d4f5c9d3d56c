import { InputError } from "../../toolkit/input-error";
import type { Problem } from "../../toolkit/input-error";
import { readJsonFile } from "../../toolkit/read-json-file";
import type { MigrationPlan } from "../migration-plan";
import { planProblems } from "./plan-problems";
import { shapeProblems } from "./plan-shape";

const AGAIN = "make the plan again with ecr-kms migrate plan: it is not meant to be edited";

/**
 * A plan from a file. It may have been cut short or changed by hand, and images depend on it: everything that it says is checked.
 *
 * @param path - As the user named it.
 * @throws InputError with all that is wrong with it
 * @example
 * ```ts
 * const plan = readPlan("plan.json");
 * ```
 */
export function readPlan(path: string): MigrationPlan {
  let json: unknown;
  try {
    json = readJsonFile(path, path);
  } catch (error) {
    if (!InputError.is(error)) throw error;
    const isUnread = error.problems.some(({ message }) => message.startsWith("cannot be read"));
    if (isUnread) throw error;
    throw new InputError(error.problems.map((each) => ({ ...each, hint: `the plan may be cut short: ${AGAIN}` })));
  }
  return checkedPlan(json, path);
}

/**
 * A plan that came from anywhere, when it is whole.
 *
 * @throws InputError with all that is wrong with it
 */
export function checkedPlan(json: unknown, path: string): MigrationPlan {
  const shape = shapeProblems(json);
  if (shape.length > 0) throw refused(shape, path);
  const plan = json as MigrationPlan;
  const wrong = planProblems(plan);
  if (wrong.length > 0) throw refused(wrong, path);
  return plan;
}

function refused(wrong: readonly { readonly at: string; readonly message: string }[], path: string): InputError {
  return new InputError(
    wrong.map(({ at, message }): Problem => ({ path: at === "" ? path : `${path}: ${at}`, message, hint: AGAIN })),
  );
}
