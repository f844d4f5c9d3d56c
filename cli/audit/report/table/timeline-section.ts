import type { Page } from "../../../toolkit/page";
import { paragraph } from "../../../toolkit/page";
import { harmless, padded, textWidth } from "../../../toolkit/text-layout";
import type { Answer, Timeline } from "../../answer";
import { countedRows } from "../answer-words";
import { mergedTimeline, peakOf, spansOf, startOfSpan, stepInWords, totalOf } from "../merged-timeline";
import type { ShortNames } from "../short-names";

/** Signs from nothing to the highest. */
const LEVELS = { unicode: "·▁▂▃▄▅▆▇█", ascii: ".:-=+*#%@" };
const GAP = 2;
const MOST_SIGNS = 100;

/** A line of signs for each line of the timeline, all of one scale, so that they can be compared. */
export function timelineSection(answer: Answer, names: ShortNames, page: Page, isAscii: boolean): readonly string[] {
  const { timeline, question } = answer;
  if (spansOf(timeline) === 0) return [];
  const labels = timeline.lines.map(({ name }) => harmless(names.of(question.timelineBy, name)));
  const totals = timeline.lines.map((line) => totalOf(line).toLocaleString("en"));
  const totalWidth = Math.max(...totals.map(textWidth));
  const longest = Math.max(...labels.map(textWidth));
  // A label that is cut would no longer say which line it is.
  const isBeside = longest <= page.width * 0.4;
  const indent = isBeside ? longest + GAP : GAP;
  const shown = mergedTimeline(timeline, Math.min(MOST_SIGNS, page.width - indent - totalWidth - GAP));
  const peak = peakOf(shown);
  const levels = isAscii ? LEVELS.ascii : LEVELS.unicode;
  const { dim, bold, cyan } = page.colors;
  const lines = shown.lines.flatMap(({ counts }, index) => {
    const signs = counts.map((count) => levelOf(count, peak, levels)).join("");
    const figures = `${cyan(signs)}${" ".repeat(GAP)}${bold((totals[index] ?? "").padStart(totalWidth))}`;
    const label = labels[index] ?? "";
    return isBeside
      ? [padded(label, indent) + figures]
      : [...paragraph(page, "", label), `${" ".repeat(indent)}${figures}`];
  });
  const legend = `One sign is ${stepInWords(shown)}, ${levels.at(-1)} is ${countedRows(question, peak)}, ${levels.at(0)} none. Times are UTC.`;
  return [...lines, dim(" ".repeat(indent) + axisOf(shown)), ...paragraph(page, "", legend, dim), ""];
}

function levelOf(count: number, peak: number, levels: string): string {
  const level = count === 0 ? 0 : Math.max(1, Math.round((count / peak) * (levels.length - 1)));
  return levels.charAt(level);
}

/** The starts of the first and the last sign, below them where there is room. */
function axisOf(timeline: Timeline): string {
  const spans = spansOf(timeline);
  const [first, last] = [startOfSpan(timeline, 0), startOfSpan(timeline, spans - 1)];
  if (spans === 1) return first;
  const room = spans - first.length;
  return room > last.length ? first + last.padStart(room) : `${first} – ${last}`;
}
