import { type Markup, html } from "../../../toolkit/markup";
import type { Answer, Timeline } from "../../answer";
import type { Question } from "../../question";
import { countedRows } from "../answer-words";
import { mergedTimeline, peakOf, spansOf, startOfSpan, stepInWords, totalOf } from "../merged-timeline";
import type { ShortNames } from "../short-names";
import { timelineColumn, valueMarkup } from "./value";

/** So many bars are still wider than a line on a telephone. */
const MOST_BARS = 120;
const HEIGHT = 48;
const MOST_TICKS = 5;

/**
 * When, as one picture of bars for each line, all of one scale: nothing is told apart by colour. Widths are shares, so
 * that the picture fits any page and its texts stay as they are. The figures stand below as a table.
 */
export function timelineMarkup(answer: Answer, names: ShortNames): Markup | undefined {
  const { question } = answer;
  if (spansOf(answer.timeline) === 0) return undefined;
  const timeline = mergedTimeline(answer.timeline, MOST_BARS);
  const peak = peakOf(timeline);
  return html`<section id="timeline" class="panel" aria-labelledby="timeline-title">
    <h2 id="timeline-title">When</h2>
    <p class="lead">
      Each bar is ${stepInWords(timeline)} (UTC). All pictures have one scale: the highest bar is
      ${countedRows(question, peak)}.
    </p>
    <div class="lanes">
      ${timeline.lines.map((line, index) => laneMarkup(question, timeline, line, index, names))} ${axisMarkup(timeline)}
    </div>
    ${figuresMarkup(question, timeline, names)}
  </section>`;
}

function laneMarkup(
  question: Question,
  timeline: Timeline,
  line: Timeline["lines"][number],
  index: number,
  names: ShortNames,
): Markup {
  const label = names.of(question.timelineBy, line.name);
  const total = totalOf(line);
  const peak = peakOf(timeline);
  const spans = spansOf(timeline);
  const shown = valueMarkup(timelineColumn(question), line.name, names);
  return html`<figure class="lane">
    <figcaption><span>${shown}</span> <b>${total.toLocaleString("en")}</b></figcaption>
    <svg width="100%" height="${HEIGHT}" role="img" aria-labelledby="lane-${index}-title lane-${index}-text">
      <title id="lane-${index}-title">${label}: ${countedRows(question, total)}</title>
      <desc id="lane-${index}-text">${description(timeline, line)}</desc>
      ${ticksOf(timeline).map(
        (at) => html`<line class="grid" x1="${share(at, spans)}" x2="${share(at, spans)}" y1="0" y2="${HEIGHT}" />`,
      )}
      <line class="base" x1="0" x2="100%" y1="${HEIGHT - 0.5}" y2="${HEIGHT - 0.5}" />
      ${line.counts.map((count, at) => count > 0 && barMarkup({ timeline, at, count, peak, spans, question }))}
    </svg>
  </figure>`;
}

interface Bar {
  readonly timeline: Timeline;
  readonly question: Question;
  readonly at: number;
  readonly count: number;
  readonly peak: number;
  readonly spans: number;
}

function barMarkup({ timeline, question, at, count, peak, spans }: Bar): Markup {
  const height = Math.max(2, (count / peak) * (HEIGHT - 4));
  return html`<rect
    class="bar"
    x="${share(at + 0.1, spans)}"
    y="${rounded(HEIGHT - height)}"
    width="${share(0.8, spans)}"
    height="${rounded(height)}"
  >
    <title>${startOfSpan(timeline, at)}: ${countedRows(question, count)}</title>
  </rect>`;
}

/** For those who do not see the picture: when it begins, ends and is highest. */
function description(timeline: Timeline, { counts }: Timeline["lines"][number]): string {
  const used = counts.flatMap((count, at) => (count > 0 ? [at] : []));
  const [first] = used;
  const last = used.at(-1);
  if (first === undefined || last === undefined) return "None in this time.";
  const peak = Math.max(...counts);
  const [start, end, top] = [first, last, counts.indexOf(peak)].map((at) => startOfSpan(timeline, at));
  return `From ${start} to ${end}; most on ${top}: ${peak.toLocaleString("en")}.`;
}

function axisMarkup(timeline: Timeline): Markup {
  const spans = spansOf(timeline);
  return html`<svg class="axis" width="100%" height="22" aria-hidden="true">
    ${ticksOf(timeline).map((at, index) => {
      const isLast = index > 0 && at / spans > 0.8;
      return html`<text
        class="${index % 2 === 1 && "is-odd"}"
        x="${share(at, spans)}"
        y="16"
        text-anchor="${index === 0 ? "start" : isLast ? "end" : "middle"}"
      >
        ${tickLabel(timeline, at)}
      </text>`;
    })}
  </svg>`;
}

/** Spans whose start is marked: midnights, where the picture has enough of them. */
function ticksOf(timeline: Timeline): readonly number[] {
  const spans = spansOf(timeline);
  const day = 86_400 / timeline.step;
  const isOfDays = Number.isInteger(day) && spans >= 2 * day && startOfSpan(timeline, 0).endsWith(" 00:00");
  const unit = isOfDays ? day : 1;
  const step = unit * Math.max(1, Math.ceil(spans / unit / MOST_TICKS));
  return Array.from({ length: Math.ceil(spans / step) }, (_, index) => index * step);
}

/** A midnight by its date; other times without the year, which the table of figures has. */
function tickLabel(timeline: Timeline, at: number): string {
  const start = startOfSpan(timeline, at);
  return start.endsWith(" 00:00") ? start.slice(0, 10) : start.replace(/^\d{4}-(.* )/, "$1");
}

function share(part: number, whole: number): string {
  return `${rounded((100 * part) / whole)}%`;
}

function rounded(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** The figures of the pictures as a table, for those who do not see them or want to know exactly. */
function figuresMarkup(question: Question, timeline: Timeline, names: ShortNames): Markup {
  const used = Array.from({ length: spansOf(timeline) }, (_, at) => at).filter((at) =>
    timeline.lines.some(({ counts }) => (counts[at] ?? 0) > 0),
  );
  return html`<details class="group">
    <summary>The figures of the pictures</summary>
    <div class="scroll listing" tabindex="0" role="region" aria-label="The figures of the pictures">
      <table>
        <thead>
          <tr>
            <th scope="col">From (UTC)</th>
            ${timeline.lines.map(
              ({ name }) =>
                html`<th scope="col" class="is-number">${valueMarkup(timelineColumn(question), name, names)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${used.map(
            (at) =>
              html`<tr>
                <th scope="row">${startOfSpan(timeline, at)}</th>
                ${timeline.lines.map(
                  ({ counts }) => html`<td class="is-number">${(counts[at] ?? 0).toLocaleString("en")}</td>`,
                )}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
