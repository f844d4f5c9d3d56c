import type { MessagePort } from "node:worker_threads";
import { parentPort, workerData } from "node:worker_threads";
import type { PackedExtracts } from "../engine/packed-extracts";
import type { Asked } from "../question";
import { makeQuestion } from "../questions/make-question";
import type { LogFile } from "./log-pieces";
import { LogReader } from "./log-reader";
import type { ReadTally } from "./read-tally";
import { addTally, emptyTally } from "./read-tally";

/** Portions of extracts that may be on their way to whoever takes them. */
const MOST_ON_THE_WAY = 2;

/** What a thread does that reads logs: it is given files, hands on extracts, and reports what it has read. */
export function serveWorker(): void {
  if (parentPort === null) throw new Error("this is the entry of a worker thread");
  const port: MessagePort = parentPort;
  const { asked, skipUnreadable } = workerData as WorkerStart;
  let onTheWay = 0;
  let goOn: (() => void) | undefined;
  const reader = new LogReader({
    question: makeQuestion(asked),
    skipUnreadable,
    take: async (extracts) => {
      // Its memory goes over as it is.
      port.postMessage({ kind: "extracts", extracts } satisfies FromWorker, [extracts.lines.buffer as ArrayBuffer]);
      onTheWay++;
      while (onTheWay > MOST_ON_THE_WAY) await new Promise<void>((resolve) => (goOn = resolve));
    },
  });
  const read = async (message: ToWorker): Promise<void> => {
    if (message.kind === "read") {
      const tally = emptyTally();
      for (const file of message.files) addTally(tally, await reader.read(file));
      port.postMessage({ kind: "read", tally } satisfies FromWorker);
    } else {
      await reader.flush();
      port.postMessage({ kind: "ended" } satisfies FromWorker);
      port.close();
    }
  };
  let work = Promise.resolve();
  port.on("message", (message: ToWorker) => {
    if (message.kind !== "taken") {
      // What is thrown here is a fault of this program: it ends the thread, and whoever started it hears of it.
      work = work.then(() => read(message));
      return;
    }
    onTheWay--;
    goOn?.();
  });
}

/** What a thread is started with: a question itself has functions, so each thread makes it anew. */
export interface WorkerStart {
  readonly asked: Asked;
  readonly skipUnreadable: boolean;
}

/** What a thread is sent. */
export type ToWorker =
  | { readonly kind: "read"; readonly files: readonly LogFile[] }
  /** A portion of extracts was taken. */
  | { readonly kind: "taken" }
  | { readonly kind: "end" };

/** What a thread reports. */
export type FromWorker =
  | { readonly kind: "read"; readonly tally: ReadTally }
  | { readonly kind: "extracts"; readonly extracts: PackedExtracts }
  | { readonly kind: "ended" };
