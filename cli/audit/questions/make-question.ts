import type { Asked, Lookup, Question } from "../question";
import { DEFINITIONS } from "./definitions";
import { extractor } from "./extractor";
import type { Condition, Definition, Part } from "./language";
import { narrowedParts, pushesFrom } from "./narrowed";
import { needlesOf } from "./needles";
import type { Known } from "./read-asked";
import { readAsked } from "./read-asked";
import { rowsOfExtracts } from "./rows-of-extracts";

/**
 * Makes a question ready to be answered from events.
 *
 * @throws InputError for whatever is wrong with what is asked: all of it at once
 * @example
 * makeQuestion({ id: "pulls", repository: "orders", image: "1.4.2", since: "2026-10-01" });
 */
export function makeQuestion(asked: Asked): Question {
  const known = readAsked(asked);
  const definition = DEFINITIONS[known.id];
  const parts = narrowedParts(definition, known);
  const readFrom = pushesFrom(definition, known);
  return {
    asked,
    title: titleOf(definition, asked),
    columns: definition.columns,
    groupBy: definition.groupBy,
    timelineBy: definition.timelineBy,
    needles: needlesOf(parts),
    lookups: lookupsOf(parts, known),
    ...(readFrom === undefined ? {} : { readFrom }),
    extract: extractor(parts),
    rows: () => rowsOfExtracts(definition, known),
    cannotTell: definition.cannotTell,
  };
}

/** A question as a sentence: `Who pulled orders:1.4.2, from 2026-10-01 to 2026-11-01`. */
function titleOf(definition: Definition, asked: Asked): string {
  const { principal, account, since, until } = asked;
  const period = [
    ...(since === undefined ? [] : [`from ${since}`]),
    ...(until === undefined ? [] : [`to ${until}`]),
  ].join(" ");
  return [
    `${definition.title.start} ${subjectOf(definition, asked)}`,
    ...(principal === undefined ? [] : [`by ${principal}`]),
    ...(account === undefined ? [] : [`by account ${account}`]),
    ...(period === "" ? [] : [period]),
  ].join(", ");
}

function subjectOf({ title, subject }: Definition, { repository, image, key }: Asked): string {
  const place = imageOf(repository, image);
  if (key === undefined)
    return place === undefined ? title.anything : title.of === undefined ? place : `${title.of} ${place}`;
  if (place === undefined) return `key ${key}`;
  return subject.eitherIsEnough === true ? `${place} or key ${key}` : `key ${key} for ${place}`;
}

function imageOf(repository: string | undefined, image: string | undefined): string | undefined {
  if (repository === undefined) return image === undefined ? undefined : `images ${image}`;
  if (image === undefined) return repository;
  return `${repository}${image.startsWith("sha256:") ? "@" : ":"}${image}`;
}

/**
 * How LookupEvents finds the events of these parts: it takes one attribute at a time, so what the parts have in common
 * is asked for by the name of the call, or by the key where one was given by its ARN.
 */
function lookupsOf(parts: readonly Part[], { key }: Known): readonly Lookup[] {
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
