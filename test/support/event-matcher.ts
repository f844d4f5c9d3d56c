import type { EventMatch, EventPattern } from "../../shared/plans";

/** Part of an event, as JSON. */
export type EventPart = Readonly<Record<string, unknown>>;

/**
 * Whether EventBridge sends an event to the rule of a pattern, as AWS describes it, for the operators that this package writes.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
 */
export function matchesEvent(pattern: EventPattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, expected]) => {
    if (field === "$or") return (expected as readonly EventPattern[]).some((each) => matchesEvent(each, event));
    const value = isPart(event) ? event[field] : undefined;
    if (isList(expected)) return expected.some((match) => matchesValue(match as EventMatch, value));
    // Of a list of objects, one has to match as a whole.
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    return items.some((item) => matchesEvent(expected, item));
  });
}

function matchesValue(match: EventMatch, value: unknown): boolean {
  if (typeof match === "object" && "exists" in match) return (value !== undefined) === match.exists;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (typeof match === "string") return values.includes(match);
  return values.some((each) => typeof each === "string" && each.startsWith(match.prefix));
}

function isList(expected: EventPattern[string]): expected is readonly (EventMatch | EventPattern)[] {
  return Array.isArray(expected);
}

function isPart(value: unknown): value is EventPart {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The message that EventBridge makes of an event: variables without a value leave nothing. */
export function messageOf(
  {
    inputPaths,
    inputTemplate,
  }: { readonly inputPaths: Readonly<Record<string, string>>; readonly inputTemplate: string },
  event: EventPart,
): string {
  return (JSON.parse(inputTemplate) as string).replace(/<([a-z]+)>/g, (_, variable: string) => {
    const path = (inputPaths[variable] ?? "").split(".").slice(1);
    const value = path.reduce<unknown>((part, field) => (isPart(part) ? part[field] : undefined), event);
    return typeof value === "string" ? value : "";
  });
}
