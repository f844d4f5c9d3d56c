import { setImmediate } from "node:timers/promises";
import type { Answer, SourceReport, Timeline } from "../answer";
import type { EventSource, ReadProgress } from "../event-source";
import type { Question, Row } from "../question";
import { ExtractStore } from "./extract-store";
import { GroupCounter } from "./group-counter";
import { unpackedLine } from "./packed-extracts";
import { TimelineCounter } from "./timeline-counter";

/** How a question is answered. */
export interface AnswerOptions {
  readonly progress?: (progress: ReadProgress) => void;
  /** Bytes of extracts that are kept in memory; more goes to a temporary folder. */
  readonly memoryLimit?: number;
}

const MEMORY_LIMIT = 64 * 2 ** 20;
/** Extracts between which other work of the process has its turn. */
const AT_ONCE = 4096;

/**
 * Answers a question from a source of events.
 *
 * What is kept for the rows, perhaps on the disk, is removed by `close` of the answer, and by itself when this fails or
 * the process ends.
 *
 * @throws InputError for what cannot be read, and for questions with more groups than anybody could read
 * @example
 * const { groups, close } = await answer(makeQuestion({ id: "pulls" }), logFolder(["logs"], { skipUnreadable: false }));
 */
export async function answer(
  question: Question,
  source: EventSource,
  { progress = () => undefined, memoryLimit = MEMORY_LIMIT }: AnswerOptions = {},
): Promise<Answer> {
  const store = new ExtractStore(memoryLimit);
  try {
    const report = await readInto(store, question, source, progress);
    const { groups, rowCount, timeline } = await counted(store, question, report, progress);
    return {
      question,
      source: report,
      groups,
      timeline,
      rowCount,
      rows: () => rowsOf(store, question),
      close: () => {
        store.close();
      },
    };
  } catch (error) {
    store.close();
    throw error;
  }
}

function readInto(
  store: ExtractStore,
  question: Question,
  source: EventSource,
  progress: (progress: ReadProgress) => void,
): Promise<SourceReport> {
  if (source.readPacked === undefined) {
    return source.read(
      question,
      (extracts) => {
        store.add(extracts);
      },
      progress,
    );
  }
  return source.readPacked(
    question,
    (extracts) => {
      store.addPacked(extracts);
    },
    progress,
  );
}

async function counted(
  store: ExtractStore,
  question: Question,
  report: SourceReport,
  progress: (progress: ReadProgress) => void,
): Promise<Pick<Answer, "groups" | "rowCount"> & { readonly timeline: Timeline }> {
  const groups = new GroupCounter(question);
  let rowCount = 0;
  const countLines = async (timeline: TimelineCounter, also: (row: Row, time: string) => void) => {
    for await (const batch of timedRows(store, question, progress)) {
      for (const { row, time } of batch) {
        timeline.add(String(row[question.timelineBy] ?? "unknown"), time);
        also(row, time);
      }
    }
    return timeline;
  };
  let timeline = await countLines(new TimelineCounter(), (row, time) => {
    rowCount++;
    groups.add(row, time);
  });
  if (timeline.hasToBeRepeated) {
    timeline = await countLines(new TimelineCounter(timeline.mostFrequent()), () => undefined);
  }
  const { since, until } = question.asked;
  const asked = { from: since ?? report.from ?? "", to: until ?? report.to ?? "" };
  return { groups: groups.groups(), rowCount, timeline: timeline.timeline(asked) };
}

async function* rowsOf(store: ExtractStore, question: Question): AsyncGenerator<Row> {
  for await (const batch of timedRows(store, question, () => undefined)) {
    for (const { row } of batch) yield row;
  }
}

/** The rows and the times of their events, in batches: handing on each alone would take longer than making it. */
async function* timedRows(
  store: ExtractStore,
  question: Question,
  progress: (progress: ReadProgress) => void,
): AsyncGenerator<readonly { readonly row: Row; readonly time: string }[]> {
  const rowsFor = question.rows();
  let batch: { readonly row: Row; readonly time: string }[] = [];
  let done = 0;
  for (const line of store.lines()) {
    const extract = unpackedLine(line);
    for (const row of rowsFor(extract)) batch.push({ row, time: extract.time });
    if (++done % AT_ONCE !== 0) continue;
    yield batch;
    batch = [];
    progress({ what: "Counting", done, unit: "events" });
    await setImmediate();
  }
  yield batch;
}
