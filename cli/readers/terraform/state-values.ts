import { isRecord } from "../../../shared/internal";
import { unknown } from "../../policy/unknown";
import { isPolicyText } from "./interest";
import type { JsonObject } from "./json-shape";

/** The values of a state without nulls, and without those that are marked sensitive: a policy is no secret. */
export function knownValues(values: JsonObject, sensitive: JsonObject, address: string): JsonObject {
  const entries = Object.entries(values).flatMap(([name, value]) => {
    const known = part(value, sensitive[name], `${address}.${name}`, isPolicyText(name));
    return known === null || known === undefined ? [] : [[name, known] as const];
  });
  return Object.fromEntries(entries);
}

function part(value: unknown, sensitive: unknown, address: string, isPolicy: boolean): unknown {
  if (sensitive === true && !isPolicy) return unknown(`${address} (sensitive)`);
  if (Array.isArray(value)) {
    const trees = Array.isArray(sensitive) ? (sensitive as readonly unknown[]) : [];
    return value.map((each, index) => part(each, trees[index], `${address}.${index}`, isPolicy));
  }
  if (!isRecord(value)) return value;
  return knownValues(value, isRecord(sensitive) ? sensitive : {}, address);
}
