import { COLLECTION_FUNCTIONS } from "./collection-functions";
import { CONVERSION_FUNCTIONS } from "./conversion-functions";
import { ExpressionProblem } from "./expression-problem";
import type { TerraformFunction } from "./terraform-function";
import { TEXT_FUNCTIONS } from "./text-functions";

const ANY_NUMBER = Number.POSITIVE_INFINITY;

/** How many arguments a function takes, where that is not one. */
const ARGUMENTS: ReadonlyMap<string, readonly [least: number, most: number]> = new Map([
  ["coalesce", [1, ANY_NUMBER]],
  ["concat", [1, ANY_NUMBER]],
  ["contains", [2, 2]],
  ["element", [2, 2]],
  ["endswith", [2, 2]],
  ["format", [1, ANY_NUMBER]],
  ["formatlist", [1, ANY_NUMBER]],
  ["join", [2, ANY_NUMBER]],
  ["lookup", [2, 3]],
  ["merge", [0, ANY_NUMBER]],
  ["replace", [3, 3]],
  ["setunion", [1, ANY_NUMBER]],
  ["split", [2, 2]],
  ["startswith", [2, 2]],
  ["trimprefix", [2, 2]],
  ["trimsuffix", [2, 2]],
]);

/** The functions that are evaluated, by name. `try` and `can` are not among them: they see expressions, not values. */
export const FUNCTIONS: ReadonlyMap<string, TerraformFunction> = new Map(
  [COLLECTION_FUNCTIONS, CONVERSION_FUNCTIONS, TEXT_FUNCTIONS].flatMap((functions) =>
    Object.entries(functions).map(([name, apply]) => [name, withArguments(name, apply)] as const),
  ),
);

function withArguments(name: string, apply: TerraformFunction): TerraformFunction {
  const [least, most] = ARGUMENTS.get(name) ?? [1, 1];
  return (values) => {
    if (values.length < least || values.length > most) throw new ExpressionProblem("too few or too many arguments");
    return apply(values);
  };
}
