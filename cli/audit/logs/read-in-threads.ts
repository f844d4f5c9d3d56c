import { existsSync } from "node:fs";
import { join } from "node:path";
import type { WorkerOptions } from "node:worker_threads";
import { Worker } from "node:worker_threads";
import type { PackedExtracts } from "../engine/packed-extracts";
import type { LogFile } from "./log-pieces";
import type { ReadTally } from "./read-tally";
import type { FromWorker, ToWorker, WorkerStart } from "./worker";

/** Batches that a thread has at once: one to work on and one that waits, so that it never does. */
const AHEAD = 2;

/** What is to be done in threads. */
export interface ThreadedReading {
  readonly start: WorkerStart;
  readonly threads: number;
  /** Each is asked for when a thread is free for it. */
  readonly batches: Iterator<readonly LogFile[]>;
  readonly take: (extracts: PackedExtracts) => Promise<void> | void;
  readonly onRead: (tally: ReadTally) => void;
}

/** Reads logs in several threads; all of them are gone when this ends, however it does. */
export async function readInThreads(reading: ThreadedReading): Promise<void> {
  const { file, options } = workerFile();
  const workers = Array.from(
    { length: reading.threads },
    () => new Worker(file, { ...options, workerData: reading.start }),
  );
  try {
    await Promise.all(workers.map((worker) => served(worker, reading)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function served(worker: Worker, { batches, take, onRead }: ThreadedReading): Promise<void> {
  return new Promise((resolve, reject) => {
    const tell = (message: ToWorker) => {
      worker.postMessage(message);
    };
    let isEnded = false;
    const give = () => {
      if (isEnded) return;
      const next = batches.next();
      isEnded = next.done === true;
      tell(next.done === true ? { kind: "end" } : { kind: "read", files: next.value });
    };
    const hear = async (message: FromWorker): Promise<void> => {
      if (message.kind === "read") {
        onRead(message.tally);
        give();
      } else if (message.kind === "extracts") {
        await take(message.extracts);
        tell({ kind: "taken" });
      } else {
        // What was heard before it is taken by then.
        resolve();
      }
    };
    let heard = Promise.resolve();
    worker.on("message", (message: FromWorker) => {
      heard = heard.then(() => hear(message));
      heard.catch(reject);
    });
    worker.on("error", reject);
    worker.on("exit", (code) => {
      heard.then(() => {
        reject(new Error(`a thread that reads logs ended with ${code}`));
      }, reject);
    });
    for (let count = 0; count < AHEAD; count++) give();
  });
}

/** Where the threads start: beside the bundle, or in the sources, which then are compiled on the way as these are. */
function workerFile(): { readonly file: string; readonly options: WorkerOptions } {
  const built = join(__dirname, "audit-worker.js");
  if (existsSync(built)) return { file: built, options: {} };
  const compiler = ["--require", require.resolve("tsx/cjs")];
  return { file: join(__dirname, "..", "..", "audit-worker.ts"), options: { execArgv: compiler } };
}
