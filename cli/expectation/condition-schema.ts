import { z } from "zod";
import { isRecord } from "../../shared/internal";
import { parseOperator } from "../iam/condition";
import { documented } from "../toolkit/schema/documented";
import { nearest } from "../toolkit/nearest";
import { refusal } from "../toolkit/schema/refusal";
import { shownValue } from "../toolkit/schema/value-words";

const NO_VALUES = refusal("has no values", 'Write a text or a list of texts: "vpce-0a1b2c3d".');
const NEITHER = ({ input }: { readonly input?: unknown }): string =>
  refusal(`${shownValue(input)} is neither a text nor a list of texts`, 'Write one such as "vpce-0a1b2c3d".');

const VALUE = z.union([z.string(), z.number(), z.boolean()], { error: NEITHER });
const VALUES = z.union([VALUE, z.array(VALUE).min(1, NO_VALUES)], { error: NEITHER });

/** The operators without `ForAnyValue:`, `ForAllValues:` and `IfExists`, as AWS writes them. */
const OPERATORS: readonly string[] = [
  ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
  ...["StringLike", "StringNotLike", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Bool", "Null"],
  ...["IpAddress", "NotIpAddress", "BinaryEquals", "NumericEquals", "NumericNotEquals"],
  ...["NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"],
  ...["DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
];

/** What has to hold, as the `Condition` of a statement has it. */
export const CONDITIONS = documented(
  z.record(z.string(), z.record(z.string(), VALUES)).superRefine(refuseOperators, {
    when: ({ value }) => isRecord(value),
  }),
  { id: "conditions", description: "As the Condition of a statement: operator → context key → values." },
);

function refuseOperators(given: object, context: z.RefinementCtx): void {
  for (const operator of Object.keys(given)) {
    if (parseOperator(operator) !== undefined) continue;
    const near = nearest(operator, OPERATORS);
    const hint = near === undefined ? `AWS has ${OPERATORS.join(", ")}.` : `Did you mean ${near}?`;
    context.addIssue({ code: "custom", path: [operator], message: refusal("is not an operator of AWS", hint) });
  }
}
