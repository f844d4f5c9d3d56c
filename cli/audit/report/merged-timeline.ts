import { counted } from "../../toolkit/amounts";
import type { Timeline } from "../answer";

const UNITS = [
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A timeline with at most so many counts in each line: neighbours are added up. */
export function mergedTimeline(timeline: Timeline, most: number): Timeline {
  const factor = Math.max(1, Math.ceil(spansOf(timeline) / most));
  return {
    ...timeline,
    step: timeline.step * factor,
    lines: timeline.lines.map(({ name, counts }) => ({ name, counts: summed(counts, factor) })),
  };
}

/** How many spans a timeline has. */
export function spansOf({ lines }: Timeline): number {
  return Math.max(0, ...lines.map(({ counts }) => counts.length));
}

/** The highest count of all lines. */
export function peakOf({ lines }: Timeline): number {
  return lines.reduce((peak, { counts }) => counts.reduce((most, count) => Math.max(most, count), peak), 0);
}

/** All that a line counts. */
export function totalOf({ counts }: Timeline["lines"][number]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** When a span starts, in UTC: `2026-10-01`, or `2026-10-01 06:00` where spans are shorter than days. */
export function startOfSpan({ from, step }: Timeline, index: number): string {
  const time = Date.parse(from) + index * step * 1000;
  if (Number.isNaN(time)) return from;
  const text = new Date(time).toISOString();
  const isDay = step % 86_400 === 0 && text.endsWith("T00:00:00.000Z");
  return isDay ? text.slice(0, 10) : text.slice(0, 16).replace("T", " ");
}

/** How long a span is: `6 hours`, `1 day`. */
export function stepInWords({ step }: Timeline): string {
  const [unit, seconds] = UNITS.find(([, each]) => step % each === 0) ?? ["second", 1];
  return counted(step / seconds, unit);
}

function summed(counts: readonly number[], factor: number): readonly number[] {
  const sums: number[] = [];
  for (const [index, count] of counts.entries()) {
    const at = Math.floor(index / factor);
    sums[at] = (sums[at] ?? 0) + count;
  }
  return sums;
}
