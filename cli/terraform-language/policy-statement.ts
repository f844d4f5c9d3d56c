import { crc32 } from "node:zlib";
import { isRecord } from "../../shared/internal";
import { hasUnknown, isUnknown, unknown, unknownsIn } from "../policy/unknown";
import type { OneOrMany } from "../policy/policy-json";
import { inByteOrder, textValue, type ObjectValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import { descending, principalElement, sortedObject, withoutAbsent, type WrittenStatement } from "./written-document";

/**
 * The statement that a `statement` block of `aws_iam_policy_document` makes.
 *
 * @param version - The document's: under `2008-10-17` the provider takes no variables.
 * @throws ExpressionProblem for what the provider refuses
 */
export function statementOf(block: ObjectValue, version: string): WrittenStatement {
  const { sid, effect } = block;
  const variables = (name: string): unknown => withVariables(textSet(block[name]), version);
  return withoutAbsent({
    Sid: sid === "" ? undefined : sid,
    Effect: effectOf(effect ?? "Allow"),
    Action: unlessEmpty(textSet(block["actions"])),
    NotAction: unlessEmpty(textSet(block["not_actions"])),
    Resource: unlessEmpty(variables("resources")),
    NotResource: unlessEmpty(variables("not_resources")),
    Principal: principalOf(block["principals"], version),
    NotPrincipal: principalOf(block["not_principals"], version),
    Condition: conditionOf(block["condition"], version),
  });
}

function effectOf(effect: unknown): unknown {
  if (effect === "Allow" || effect === "Deny" || hasUnknown(effect)) return effect;
  throw new ExpressionProblem("an effect is neither Allow nor Deny");
}

function principalOf(blocks: unknown, version: string): unknown {
  const list = listIn(blocks);
  // They could be of any type: `AWS`, `Service`, or everybody.
  const doubtful = list.find(isUnknown) ?? list.map((block) => isRecord(block) && block["type"]).find(hasUnknown);
  if (doubtful !== undefined) return unknown(unknownsIn(doubtful).join(", "));
  const byType = new Map<string, OneOrMany<string>[]>();
  for (const { type, identifiers } of setOf(list, principalHash)) {
    const texts = withVariables(textSet(identifiers), version);
    byType.set(textValue(type), [...(byType.get(textValue(type)) ?? []), texts]);
  }
  return principalElement([...byType].map(([type, texts]) => [type, together(texts)]));
}

function conditionOf(blocks: unknown, version: string): unknown {
  const list = listIn(blocks);
  const doubtful = list.find(isUnknown);
  // A condition that may be any.
  if (doubtful !== undefined) return { [doubtful]: { [doubtful]: doubtful } };
  const operators = new Map<string, Map<string, OneOrMany<string>[]>>();
  for (const { test, variable, values } of setOf(list, conditionHash)) {
    const keys = operators.get(textValue(test)) ?? new Map<string, OneOrMany<string>[]>();
    const texts = withVariables(single(listIn(values).map(textValue)), version);
    operators.set(textValue(test), keys.set(textValue(variable), [...(keys.get(textValue(variable)) ?? []), texts]));
  }
  if (operators.size === 0) return undefined;
  return sortedObject(
    [...operators].map(([test, keys]) => [
      test,
      sortedObject([...keys].map(([variable, texts]) => [variable, together(texts)])),
    ]),
  );
}

/** A set of texts: each once, in the provider's order. What is unknown may be two things under one name. */
function textSet(value: unknown): OneOrMany<string> {
  if (isUnknown(value)) return value;
  const texts = listIn(value).map(textValue);
  const known = new Set(texts.filter((text) => !hasUnknown(text)));
  return single(descending([...known, ...texts.filter(hasUnknown)]));
}

/** What several blocks say of one thing is a list, even of one. */
function together(values: readonly OneOrMany<string>[]): OneOrMany<string> {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values.flat();
}

function single(texts: readonly string[]): OneOrMany<string> {
  const [first] = texts;
  return texts.length === 1 && first !== undefined ? first : texts;
}

function unlessEmpty(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

/** `&{` is how the data source has the variables of IAM, whose `${` Terraform would evaluate. */
function withVariables(texts: OneOrMany<string>, version: string): OneOrMany<string> {
  const replaced = (text: string): string => {
    if (version === "2008-10-17" && text.includes("&{")) {
      throw new ExpressionProblem("variables are not supported in version 2008-10-17");
    }
    return text.replaceAll("&{", "${");
  };
  return typeof texts === "string" ? replaced(texts) : texts.map(replaced);
}

/**
 * Blocks of a set: each once, in the order of the provider's hashes, in which it appends what they say of one thing.
 */
function setOf(blocks: readonly unknown[], textToHash: (block: ObjectValue) => string): readonly ObjectValue[] {
  const byHash = new Map(blocks.filter(isRecord).map((block) => [hashOf(textToHash(block)), block] as const));
  return [...byHash].sort(([one], [other]) => inByteOrder(one, other)).map(([, block]) => block);
}

function principalHash({ type, identifiers }: ObjectValue): string {
  const texts = [...new Set(listIn(identifiers).map((text) => `${textValue(text)};`))];
  const sorted = texts.sort((one, other) => inByteOrder(hashOf(one), hashOf(other)));
  return `identifiers:{${sorted.join("")}};type:${textValue(type)};`;
}

function conditionHash({ test, variable, values }: ObjectValue): string {
  const texts = listIn(values).map((text) => `${textValue(text)};`);
  return `test:${textValue(test)};values:(${texts.join("")});variable:${textValue(variable)};`;
}

function hashOf(text: string): string {
  return String(crc32(text));
}

/** A list; one value counts as a list of it. */
export function listIn(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}
