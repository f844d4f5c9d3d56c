import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { counted } from "../../toolkit/amounts";
import { InputError } from "../../toolkit/input-error";
import type { SourceReport } from "../answer";
import type { PackedExtracts } from "../engine/packed-extracts";
import { unpack } from "../engine/packed-extracts";
import type { EventSource, ReadProgress } from "../event-source";
import type { Question } from "../question";
import type { FoundBeside } from "./find-logs";
import { findLogs } from "./find-logs";
import type { LogFile } from "./log-pieces";
import { LogReader } from "./log-reader";
import { readInThreads } from "./read-in-threads";
import type { ReadTally } from "./read-tally";
import { addTally, emptyTally } from "./read-tally";

/** How logs are read. */
export interface LogFolderOptions {
  /** Goes on without files that cannot be read; they stand in the report. */
  readonly skipUnreadable: boolean;
  /** Threads that read; 0 for none beside the one that asks. Otherwise as many as there are processors, 8 at most. */
  readonly threads?: number;
}

/** Each thread has memory of its own. */
const MOST_THREADS = 8;
/** Less than this on the disk is read before a thread has started. */
const WORTH_THREADS = 2 * 2 ** 20;
/** So many files are looked for before reading begins, so that progress knows the whole; of more it does not. */
const KNOWN_FILES = 100_000;
/** A large file is begun early, or one thread would end long after the others. */
const LARGE = 16 * 2 ** 20;

/**
 * Logs of CloudTrail as they lie in the bucket of a trail: `.json` and `.json.gz`, in folders of any depth, of one
 * account or an organization. Symbolic links are not followed.
 *
 * Its `read` throws an InputError that names every file that cannot be read (unless they are skipped), and when there
 * are no logs.
 *
 * @example
 * await answer(makeQuestion({ id: "pulls" }), logFolder(["logs/"], { skipUnreadable: false }));
 */
export function logFolder(paths: readonly string[], options: LogFolderOptions): EventSource {
  const readPacked: NonNullable<EventSource["readPacked"]> = (question, take, progress) =>
    readLogs({ paths, options, question, take, progress });
  return {
    readPacked,
    read: (question, take, progress) => readPacked(question, (more) => take(unpack(more)), progress),
  };
}

interface Reading {
  readonly paths: readonly string[];
  readonly options: LogFolderOptions;
  readonly question: Question;
  readonly take: (extracts: PackedExtracts) => Promise<void> | void;
  readonly progress: (progress: ReadProgress) => void;
}

async function readLogs({ paths, options, question, take, progress }: Reading): Promise<SourceReport> {
  const beside: FoundBeside = { problems: [], links: 0 };
  const found = findLogs(paths, beside);
  const { known, isAll } = firstOf(found);
  const total = known.reduce((sum, { size }) => sum + size, 0);
  const tally = emptyTally();
  const onRead = (more: ReadTally) => {
    addTally(tally, more);
    progress({ what: "Reading logs", done: tally.diskBytes, unit: "bytes", ...(isAll ? { total } : {}) });
  };
  const batches = logBatches(chained(known, found));
  const threads = options.threads ?? (total < WORTH_THREADS ? 0 : Math.min(availableParallelism(), MOST_THREADS));
  if (threads === 0 || known.length === 0) {
    const reader = new LogReader({ question, skipUnreadable: options.skipUnreadable, take });
    for (const batch of batches) {
      for (const file of batch) onRead(await reader.read(file));
      // Lets a signal or a terminal have its turn.
      await setImmediate();
    }
    await reader.flush();
  } else {
    const start = { asked: question.asked, skipUnreadable: options.skipUnreadable };
    await readInThreads({ start, threads: Math.min(threads, known.length), batches, take, onRead });
  }
  const problems = [...beside.problems, ...tally.problems].sort((a, b) => (a.path < b.path ? -1 : 1));
  if (problems.length > 0 && (!options.skipUnreadable || tally.files === 0)) throw new InputError(problems);
  return logsReport(paths, tally, problems, beside.links);
}

function firstOf(found: Iterator<LogFile>): { readonly known: readonly LogFile[]; readonly isAll: boolean } {
  const known: LogFile[] = [];
  while (known.length < KNOWN_FILES) {
    const next = found.next();
    if (next.done === true) break;
    known.push(next.value);
  }
  const large = known.filter(({ size }) => size >= LARGE);
  return {
    known: [...large, ...known.filter(({ size }) => size < LARGE)],
    isAll: known.length < KNOWN_FILES,
  };
}

function* chained(known: readonly LogFile[], others: Iterable<LogFile>): Generator<LogFile> {
  yield* known;
  yield* others;
}

/** What is handed to a thread at once: enough that telling costs nothing, few enough that all threads end together. */
const MOST_FILES = 64;
const MOST_BYTES = 2 ** 20;

/** Files put together into batches of about the same size on the disk. */
function* logBatches(files: Iterable<LogFile>): Generator<readonly LogFile[]> {
  let batch: LogFile[] = [];
  let bytes = 0;
  for (const file of files) {
    batch.push(file);
    bytes += file.size;
    if (bytes < MOST_BYTES && batch.length < MOST_FILES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

/** What was read of logs, for the answer. */
function logsReport(
  paths: readonly string[],
  tally: ReadTally,
  skipped: SourceReport["skipped"],
  links: number,
): SourceReport {
  const { files, bytes, events, first, last } = tally;
  return {
    name: paths.join(", "),
    kind: "logs",
    files,
    bytes,
    events,
    ...(first === undefined || last === undefined ? {} : { from: first, to: last }),
    skipped,
    remarks: remarks(tally, links),
  };
}

function remarks({ withoutId, withoutTime }: ReadTally, links: number): readonly string[] {
  return [
    ...(links === 0 ? [] : [`${counted(links, "symbolic link was", "symbolic links were")} not followed.`]),
    ...(withoutTime === 0
      ? []
      : [
          `${counted(withoutTime, "event that may matter has", "events that may matter have")} no valid eventTime, and are left out.`,
        ]),
    ...(withoutId === 0
      ? []
      : [
          `${counted(withoutId, "event has", "events have")} no eventID: if the logs hold copies of them, each copy counts.`,
        ]),
  ];
}
