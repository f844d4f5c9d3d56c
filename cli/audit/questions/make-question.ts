import type { Asked, Question } from "../question";
import { DEFINITIONS } from "./definitions";
import { extractor } from "./extractor";
import { lookupsOf } from "./lookups";
import { narrowedParts, pushesFrom } from "./narrowed";
import { needlesOf } from "./needles";
import { readAsked } from "./read-asked";
import { rowsOfExtracts } from "./rows-of-extracts";
import { titleOf } from "./title";

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
