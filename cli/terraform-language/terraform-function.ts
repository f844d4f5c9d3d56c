import { hasUnknown, isUnknown } from "../policy/unknown";
import { evaluated } from "./lazy-object";

/** The result of a function that depends on something unknown. */
export const NOT_KNOWN = Symbol("not known");

/**
 * A function of the Terraform language.
 *
 * @returns `NOT_KNOWN` when the result depends on an argument that is unknown, or on an unknown part of one
 * @throws ExpressionProblem for arguments that Terraform refuses
 */
export type TerraformFunction = (values: readonly unknown[]) => unknown;

/** Functions by their names. */
export type TerraformFunctions = Readonly<Record<string, TerraformFunction>>;

/** A function that looks at everything in its arguments: one unknown part, and its result is unknown. */
export function exact(apply: TerraformFunction): TerraformFunction {
  return (values) => (hasUnknown(evaluated(values)) ? NOT_KNOWN : apply(evaluated(values) as readonly unknown[]));
}

/** A function that passes on what is in its arguments, known or not, and has to know only what they are. */
export function passing(apply: TerraformFunction): TerraformFunction {
  return (values) => (values.some(isUnknown) ? NOT_KNOWN : apply(values));
}
