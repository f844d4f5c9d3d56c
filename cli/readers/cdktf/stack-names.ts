import { isRecord } from "../../../shared/internal";
import type { ObjectValue } from "../../terraform-language/conversion";
import { lazyObject } from "../../terraform-language/lazy-object";
import type { Declaration } from "./stack-configuration";

/** The provider of a resource: `aws` unless another is named; older programs write `${aws.hub}`. */
export function providerName({ body, type }: Declaration): string {
  const { provider } = body;
  if (typeof provider !== "string") return type.slice(0, Math.max(0, type.indexOf("_")));
  return provider.replace(/^\$\{(.*)\}$/, "$1");
}

/** The variables with a default, which stands as it is: Terraform evaluates no expressions in it. */
export function defaultsOf(variables: ObjectValue): ObjectValue {
  const withDefault = Object.entries(variables).flatMap(([name, definition]) => {
    const [block] = [definition].flat();
    return isRecord(block) && block["default"] !== undefined ? [[name, () => block["default"]] as const] : [];
  });
  return lazyObject(Object.fromEntries(withDefault), { whole: "var", given: () => undefined });
}

/** What the block of an output says. */
export function outputValue(output: unknown): unknown {
  const [block] = [output].flat();
  return isRecord(block) ? block["value"] : undefined;
}

/** For `lazyObject`: how to evaluate each of some values. */
export function membersOf<Value>(
  values: Readonly<Record<string, Value>>,
  evaluate: (value: Value) => unknown,
): Readonly<Record<string, () => unknown>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, () => evaluate(value)]));
}
