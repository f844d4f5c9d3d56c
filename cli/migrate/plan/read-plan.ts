import { InputError } from "../../toolkit/input-error";
import type { Problem } from "../../toolkit/input-error";
import { readJsonFile } from "../../toolkit/read-json-file";
import { problemsOfIssues } from "../../toolkit/schema/problems-of-issues";
import type { MigrationPlan } from "../migration-plan";
import { planProblems } from "./plan-problems";
import { PLAN_AGAIN, PLAN_SCHEMA } from "./plan-schema";

/**
 * A plan from a file. It may have been cut short or changed by hand, and images depend on it: everything that it says
 * is checked.
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
    throw new InputError(error.problems.map((each) => ({ ...each, hint: `the plan may be cut short: ${PLAN_AGAIN}` })));
  }
  return checkedPlan(json, path);
}

/**
 * A plan that came from anywhere, when it is whole.
 *
 * @throws InputError with all that is wrong with it: each with its place, the value, what is allowed, and how to fix it
 */
export function checkedPlan(json: unknown, path: string): MigrationPlan {
  const found = problemsIn(json, path);
  if (found.length > 0) throw new InputError(found.map((problem) => ({ ...problem, hint: PLAN_AGAIN })));
  // As it was given: zod gives a copy, without what it does not look at.
  return json as MigrationPlan;
}

/** What does not fit together is looked for in what has the right shape. */
function problemsIn(json: unknown, path: string): readonly Omit<Problem, "hint">[] {
  const { success, error } = PLAN_SCHEMA.safeParse(json, { reportInput: true });
  if (!success) return problemsOfIssues(error.issues, PLAN_SCHEMA, path);
  return planProblems(json as MigrationPlan).map(({ at, message }) => ({ path: `${path}: ${at}`, message }));
}
