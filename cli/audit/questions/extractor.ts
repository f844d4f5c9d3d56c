import type { CloudTrailEvent, Json } from "../cloudtrail-event";
import type { Extract } from "../question";
import type { Evaluated } from "./evaluate";
import { evaluator, tester } from "./evaluate";
import { itemsOf, jsonAt, jsonIn, textValue } from "./json-at";
import type { Each, Part } from "./language";

/** A function that says what an event says to these parts. */
export function extractor(parts: readonly Part[]): (event: CloudTrailEvent) => readonly Extract[] {
  const ready = parts.map(({ kind, where, each, values }) => ({
    kind,
    holds: tester(where),
    each,
    values: Object.entries(values).map(([name, expression]) => [name, evaluator(expression)] as const),
  }));
  return (event) =>
    ready.flatMap(({ kind, holds, each, values }) => {
      if (!holds(event, undefined)) return [];
      const items = each === undefined ? [undefined] : itemsAt(event, each);
      return unique(items.map((item) => extractOf(event, kind, values, item)));
    });
}

function itemsAt(event: CloudTrailEvent, { within, list }: Each): readonly Json[] {
  const from = within === undefined ? event : jsonIn(textValue(jsonAt(event, within)));
  return itemsOf(jsonAt(from, list));
}

/** What is named twice in one call is one. */
function unique(extracts: readonly Extract[]): readonly Extract[] {
  if (extracts.length < 2) return extracts;
  return [...new Map(extracts.map((each) => [JSON.stringify(each.values), each])).values()];
}

function extractOf(
  event: CloudTrailEvent,
  kind: string,
  values: readonly (readonly [string, Evaluated])[],
  item: Json | undefined,
): Extract {
  return {
    time: event.eventTime,
    eventId: event.eventID,
    kind,
    values: Object.fromEntries(values.map(([name, value]) => [name, value(event, item)])),
  };
}
