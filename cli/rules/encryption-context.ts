import type { ConditionJson, StatementJson } from "../policy/policy-json";
import { statementRule } from "./define-rule";
import { PAGES } from "./pages";
import { conditionEntries, patternsFor } from "../policy/statement-parts";
import { listWords } from "../toolkit/list-words";

/** Medium: DescribeKey is denied, and with it making repositories, unless another statement allows it. */
export const ENCRYPTION_CONTEXT_BESIDE_DESCRIBE_KEY = statementRule(
  {
    id: "encryption-context-beside-describe-key",
    title: "kms:DescribeKey has no condition on the encryption context.",
    severity: "medium",
    see: PAGES.keyPolicyOfServices,
    elsewhere: {},
    why: "DescribeKey has no encryption context, so a condition on it never holds: the statement does not allow DescribeKey. Making a repository needs it.",
    fix: "Move kms:DescribeKey to a statement of its own, without the condition on the encryption context.",
  },
  ["key-policy", "identity-policy"],
  (statement) => {
    const describing = patternsFor(statement, "kms:DescribeKey");
    if (statement.Effect !== "Allow" || describing.length === 0) return undefined;
    const contexts = conditionEntries(statement.Condition).filter(({ operator, key }) => asksContext(operator, key));
    if (contexts.length === 0) return undefined;
    return {
      message: `Its condition on ${listWords(contexts.map(({ name }) => name))} never holds for ${listWords(describing)}.`,
      replacement: ofItsOwn(statement, describing),
    };
  },
);

/** Medium: it holds for calls without any encryption context, which is the opposite of what it is written for. */
export const FOR_ALL_VALUES_ENCRYPTION_CONTEXT = statementRule(
  {
    id: "for-all-values-encryption-context",
    title: "A condition on the encryption context is not written with ForAllValues.",
    severity: "medium",
    see: PAGES.kmsConditions,
    elsewhere: {},
    why: "ForAllValues holds when the call has no such key at all: a call without any encryption context is allowed.",
    fix: "Write the operator without ForAllValues: an encryption context key has one value.",
  },
  ["key-policy", "identity-policy"],
  (statement) => {
    const loose = conditionEntries(statement.Condition).filter(
      ({ operator, key }) => isContext(key) && /^forallvalues:/i.test(operator),
    );
    if (statement.Effect !== "Allow" || loose.length === 0) return undefined;
    return {
      message: `${listWords(loose.map(({ operator }) => operator))} on ${listWords(loose.map(({ name }) => name))} holds for calls without an encryption context.`,
      replacement: { ...statement, Condition: withoutForAllValues(statement.Condition ?? {}) },
    };
  },
);

function isContext(key: string): boolean {
  return key.startsWith("kms:encryptioncontext:");
}

/** Whether a line of a condition fails when there is no encryption context. */
function asksContext(operator: string, key: string): boolean {
  return isContext(key) && !/IfExists$|^ForAllValues:|^Null$|Not/i.test(operator);
}

function ofItsOwn(statement: StatementJson, actions: readonly string[]): StatementJson {
  const { Sid, Condition, ...rest } = statement;
  const left = mapConditions(Condition ?? {}, (operator, key) => (isContext(key.toLowerCase()) ? undefined : operator));
  return {
    ...(Sid === undefined ? {} : { Sid: `${Sid}DescribeKey` }),
    ...rest,
    Action: actions,
    ...(Object.keys(left).length === 0 ? {} : { Condition: left }),
  };
}

function withoutForAllValues(condition: ConditionJson): ConditionJson {
  return mapConditions(condition, (operator, key) =>
    isContext(key.toLowerCase()) ? operator.replace(/^forallvalues:/i, "") : operator,
  );
}

/** A condition with each line under another operator, or left out. */
function mapConditions(
  condition: ConditionJson,
  operatorFor: (operator: string, key: string) => string | undefined,
): ConditionJson {
  const result: Record<string, ConditionJson[string]> = {};
  for (const [operator, keys] of Object.entries(condition)) {
    for (const [key, values] of Object.entries(keys)) {
      const under = operatorFor(operator, key);
      if (under !== undefined) result[under] = { ...result[under], [key]: values };
    }
  }
  return result;
}
