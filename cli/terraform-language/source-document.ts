import { isRecord } from "../../shared/internal";
import { hasUnknown, isUnknown, unknown, unknownsIn, type Maybe } from "../policy/unknown";
import type { OneOrMany } from "../policy/policy-json";
import { withSortedKeys, type ObjectValue } from "./conversion";
import { ExpressionProblem } from "./expression-problem";
import {
  descending,
  principalElement,
  sortedObject,
  withoutAbsent,
  type WrittenDocument,
  type WrittenStatement,
} from "./written-document";

/**
 * What `aws_iam_policy_document` takes over from the text of another document: the provider reads it into structures of
 * its own and writes those, so that what it does not know is lost.
 *
 * @param text - The other document; a marker gives a marker.
 * @throws ExpressionProblem for what the provider refuses
 */
export function sourceDocument(text: string): Maybe<WrittenDocument> {
  if (isUnknown(text)) return text;
  const json = parsedJson(text);
  if (isUnknown(json)) return json;
  if (json === null) return { statements: [] };
  if (!isRecord(json)) throw new ExpressionProblem("a source document is not an object");
  const statements = fieldOf(json, "Statement") ?? [];
  if (isUnknown(statements)) return statements;
  if (!Array.isArray(statements)) throw new ExpressionProblem("the Statement of a source document is not a list");
  return {
    Version: textField(json, "Version"),
    Id: textField(json, "Id"),
    statements: (statements as readonly unknown[]).map(sourceStatement),
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (hasUnknown(text)) return unknown(unknownsIn(text).join(", "));
    throw new ExpressionProblem("a source document is not JSON");
  }
}

function sourceStatement(json: unknown): WrittenStatement {
  if (!isRecord(json)) throw new ExpressionProblem("a statement of a source document is not an object");
  const any = (name: string): unknown => withSortedKeys(fieldOf(json, name));
  return withoutAbsent({
    Sid: textField(json, "Sid"),
    Effect: textField(json, "Effect"),
    Action: any("Action"),
    NotAction: any("NotAction"),
    Resource: any("Resource"),
    NotResource: any("NotResource"),
    Principal: sourcePrincipal(json, "Principal"),
    NotPrincipal: sourcePrincipal(json, "NotPrincipal"),
    Condition: sourceCondition(fieldOf(json, "Condition")),
  });
}

/** A text in place of types, whatever it says, is everybody to the provider. */
function sourcePrincipal(json: ObjectValue, name: string): unknown {
  const principal = fieldOf(json, name);
  if (principal === undefined || isUnknown(principal)) return principal;
  if (typeof principal === "string") return "*";
  if (!isRecord(principal)) throw new ExpressionProblem(`the ${name} of a source document is of no type`);
  return principalElement(
    Object.entries(principal).map(([type, who]) => {
      if (typeof who === "string") return [type, who];
      if (Array.isArray(who) && who.every((each) => typeof each === "string")) return [type, descending(who)];
      throw new ExpressionProblem(`the ${name} of a source document holds what is not a text`);
    }),
  );
}

/** A number, and whatever else is neither a text nor a truth value, is lost, and with it the key. */
function sourceCondition(condition: unknown): unknown {
  if (condition === undefined || condition === null || isUnknown(condition)) return condition;
  const operators = entriesOf(condition).flatMap(([operator, keys]): Entry[] => {
    if (isUnknown(keys)) return [[operator, keys]];
    const kept = entriesOf(keys ?? {}).flatMap(([key, values]): Entry[] => {
      const texts = conditionValues(values);
      return texts === undefined ? [] : [[key, texts]];
    });
    return kept.length === 0 ? [] : [[operator, sortedObject(kept)]];
  });
  return operators.length === 0 ? undefined : sortedObject(operators);
}

type Entry = readonly [name: string, value: unknown];

function entriesOf(value: unknown): readonly Entry[] {
  if (!isRecord(value)) throw new ExpressionProblem("the Condition of a source document is not an object");
  return Object.entries(value);
}

function conditionValues(values: unknown): OneOrMany<string> | undefined {
  if (typeof values === "string" || typeof values === "boolean") return String(values);
  if (!Array.isArray(values)) return undefined;
  const texts = (values as readonly unknown[]).filter((value) => typeof value === "string");
  if (texts.length < values.length) {
    throw new ExpressionProblem("a Condition of a source document lists what is not a text");
  }
  return texts;
}

/** Names are found in any case; of several the last counts. */
function fieldOf(json: ObjectValue, name: string): unknown {
  const found = Object.keys(json).filter((key) => key.toLowerCase() === name.toLowerCase());
  return json[found.at(-1) ?? name];
}

function textField(json: ObjectValue, name: string): string | undefined {
  const value = fieldOf(json, name) ?? "";
  if (typeof value !== "string") throw new ExpressionProblem(`the ${name} of a source document is not a text`);
  return value === "" ? undefined : value;
}
