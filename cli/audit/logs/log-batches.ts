import type { LogFile } from "./log-pieces";

/** What is handed to a thread at once: enough that telling costs nothing, few enough that all threads end together. */
const MOST_FILES = 64;
const MOST_BYTES = 2 ** 20;

/** Files put together into batches of about the same size on the disk. */
export function* logBatches(files: Iterable<LogFile>): Generator<readonly LogFile[]> {
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
