import { hasUnknown } from "../policy/unknown";
import { booleanValue, numberValue, sameValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";

/**
 * The value of an operation on two operands; `undefined` when it depends on something unknown.
 *
 * @param right - Evaluated only when the left side does not decide.
 */
export function applyBinary(operator: string, left: unknown, right: () => unknown): boolean | number | undefined {
  if (operator === "&&" || operator === "||") return logical(operator, left, right);
  const second = right();
  if (operator === "==") return sameValue(left, second);
  if (operator === "!=") {
    const same = sameValue(left, second);
    return same === undefined ? undefined : !same;
  }
  if (hasUnknown(left) || hasUnknown(second)) return undefined;
  const result = NUMERIC.get(operator)?.(numberValue(left), numberValue(second));
  if (result === undefined || (typeof result === "number" && !Number.isFinite(result))) {
    throw new ExpressionProblem("no number");
  }
  return result;
}

/** One side decides when it alone can: `false && anything`. */
function logical(operator: "&&" | "||", left: unknown, right: () => unknown): boolean | undefined {
  const decisive = operator === "||";
  const known = (value: unknown): boolean | undefined => (hasUnknown(value) ? undefined : booleanValue(value));
  const first = known(left);
  if (first === decisive) return decisive;
  const second = known(right());
  if (second === decisive) return decisive;
  return first === undefined || second === undefined ? undefined : !decisive;
}

const NUMERIC: ReadonlyMap<string, (left: number, right: number) => number | boolean> = new Map<
  string,
  (left: number, right: number) => number | boolean
>([
  ["<", (left, right) => left < right],
  [">", (left, right) => left > right],
  ["<=", (left, right) => left <= right],
  [">=", (left, right) => left >= right],
  ["+", (left, right) => left + right],
  ["-", (left, right) => left - right],
  ["*", (left, right) => left * right],
  ["/", (left, right) => left / right],
  ["%", (left, right) => left % right],
]);
