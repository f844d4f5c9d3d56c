import type { ConditionJson } from "../../../../cli/policy/policy-json";
import { listOf } from "../../../../cli/policy/policy-json";
import { hasUnknown } from "../../../../cli/policy/unknown";
import type { Formula } from "./formula";
import { and, fact, not, or } from "./formula";
import { matches } from "./pieces";
import type { Value } from "./somebody";
import { matchesArn } from "./somebody";

/** What a request has for each context key, in lower case. */
export type Keys = Readonly<Record<string, Value>>;

/**
 * AWS's condition operators, once more, as sentences. Each key has one value at most.
 *
 * @param doubt - A name for what cannot be said: a value that is not known, or a variable.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(condition: ConditionJson | undefined, keys: Keys, doubt: string): Formula {
  return and(
    ...Object.entries(condition ?? {}).flatMap(([operator, block]) =>
      Object.entries(block).map(([key, values]) =>
        lineHolds(operator, keys[key.toLowerCase()], listOf(values).map(String), `${doubt} ${operator} ${key}`),
      ),
    ),
  );
}

const OPERATOR = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

function lineHolds(operator: string, value: Value | undefined, wanted: readonly string[], doubt: string): Formula {
  const present = value?.present ?? false;
  if (operator === "Null") return or(...wanted.map((each) => (each === "true" ? not(present) : present)));
  const [, quantifier, name = "", ifExists] = OPERATOR.exec(operator) ?? [];
  const positive = name.replace("Not", "").replace(/^ipAddress$/i, "IpAddress");
  const isNegated = positive !== name;
  const equal =
    value === undefined
      ? false
      : or(...wanted.map((each) => (isUnsaid(each) ? fact(`${doubt} ${each}`) : compared(positive, value, each))));
  const holds = isNegated ? not(equal) : equal;
  const holdsWithout =
    quantifier === "ForAllValues" || ifExists !== undefined || (isNegated && quantifier === undefined);
  return holdsWithout ? or(not(present), holds) : and(present, holds);
}

function isUnsaid(value: string): boolean {
  return hasUnknown(value) || value.includes("${");
}

function compared(operator: string, { content }: Value, wanted: string): Formula {
  if ("address" in content) return inBlock(content.address, wanted);
  const { pieces } = content;
  switch (operator) {
    case "StringEquals":
      return /[*?]/.test(wanted) ? false : matches(wanted, pieces);
    case "StringEqualsIgnoreCase":
    case "Bool":
      // The texts that are looked for are in lower case.
      return /[*?]/.test(wanted) ? false : matches(wanted.toLowerCase(), pieces);
    case "StringLike":
      return matches(wanted, pieces);
    case "ArnEquals":
    case "ArnLike":
      return matchesArn(wanted, pieces);
    default:
      throw new Error(`the encoding has no ${operator}`);
  }
}

function inBlock(id: string, block: string): Formula {
  const [address = "", bits = "32"] = block.split("/");
  const network = address.split(".").reduce((number, part) => number * 256 + Number(part), 0);
  return { is: "address", id, network, bits: Number(bits) };
}
