import type { CloudTrailEvent, JsonObject } from "../cloudtrail-event";

const ALWAYS_THERE = ["eventTime", "eventSource", "eventName", "awsRegion", "eventID"] as const;

/** The record of CloudTrail that LookupEvents gives as text, or `undefined` for a text that is none. */
export function lookedUpEvent(text: string | undefined): CloudTrailEvent | undefined {
  if (text === undefined) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof parsed !== "object" || parsed === null) return undefined;
  const record = parsed as JsonObject;
  return ALWAYS_THERE.every((name) => typeof record[name] === "string") ? (record as CloudTrailEvent) : undefined;
}
