import { deepFreeze } from "../base/canonical";

/**
 * What one field of an event is compared with: a text, the beginning of a text, or whether the field is there at all.
 */
export type EventMatch =
  | string
  | {
      /** The field begins with this text. */
      readonly prefix: string;
    }
  | {
      /** Whether the field is there. */
      readonly exists: boolean;
    };

/**
 * An EventBridge event pattern. All fields must match; of the values of a field one suffices. `$or` holds patterns of
 * which one must match.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export interface EventPattern {
  readonly [field: string]: EventPattern | readonly (EventMatch | EventPattern)[];
}

/**
 * The longest event pattern, in characters. AWS raises the quota on request; nothing here needs that.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
export const LONGEST_EVENT_PATTERN = 2_048;

/**
 * The text of a pattern, byte for byte what both toolchains deploy: compact JSON.
 *
 * @example
 * ```ts
 * eventPatternJson({ source: ["aws.kms"], "detail-type": ["KMS CMK Rotation"] });
 * // '{"source":["aws.kms"],"detail-type":["KMS CMK Rotation"]}'
 * ```
 */
export function eventPatternJson(pattern: EventPattern): string {
  return JSON.stringify(pattern);
}

/**
 * Spreads values over as few patterns as hold them, in the order given.
 *
 * @param values - What one field is compared with.
 * @param patternOf - The pattern for some of the values.
 */
export function packPatterns(
  values: readonly EventMatch[],
  patternOf: (some: readonly EventMatch[]) => EventPattern,
): readonly EventPattern[] {
  const room = LONGEST_EVENT_PATTERN - eventPatternJson(patternOf([])).length;
  const packs: EventMatch[][] = [];
  let left = 0;
  for (const value of values) {
    const size = JSON.stringify(value).length + 1;
    if (packs.length === 0 || size > left) {
      packs.push([]);
      left = room + 1; // The first value of a list has no comma.
    }
    packs.at(-1)?.push(value);
    left -= size;
  }
  return packs.map((pack) => deepFreeze(patternOf(pack)));
}
