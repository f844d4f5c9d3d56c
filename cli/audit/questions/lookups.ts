import type { Lookup } from "../question";
import type { Condition, Part } from "./language";
import type { Known } from "./read-asked";

/**
 * How LookupEvents finds the events of these parts: it takes one attribute at a time, so what the parts have in common is
 * asked for by the name of the call, or by the key where one was given by its ARN.
 */
export function lookupsOf(parts: readonly Part[], { key }: Known): readonly Lookup[] {
  const found = parts.flatMap(({ where }): readonly Lookup[] => {
    const sources = namesIn(where, "eventSource");
    const isKms = sources.length === 1 && sources[0] === "kms.amazonaws.com";
    if (isKms && key?.arn !== undefined) return [{ AttributeKey: "ResourceName", AttributeValue: key.arn }];
    const names = namesIn(where, "eventName");
    return names.length > 0
      ? names.map((AttributeValue) => ({ AttributeKey: "EventName", AttributeValue }))
      : sources.map((AttributeValue) => ({ AttributeKey: "EventSource", AttributeValue }));
  });
  return [...new Map(found.map((each) => [`${each.AttributeKey} ${each.AttributeValue}`, each])).values()];
}

/** What a text of the record has to be, where a condition says so for all events. */
function namesIn(condition: Condition, name: string): readonly string[] {
  if (condition.op === "and")
    return condition.of.map((each) => namesIn(each, name)).find(({ length }) => length > 0) ?? [];
  const isAsked = condition.op === "is" && condition.of.op === "text" && condition.of.path.join(".") === name;
  return isAsked ? condition.values : [];
}
