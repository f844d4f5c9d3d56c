import type { PackedExtracts } from "../engine/packed-extracts";
import type { Asked } from "../question";
import type { LogFile } from "./log-pieces";
import type { ReadTally } from "./read-tally";

/** What a thread is started with: a question itself has functions, so each thread makes it anew. */
export interface WorkerStart {
  readonly asked: Asked;
  readonly skipUnreadable: boolean;
}

/** What a thread is told. */
export type ToWorker =
  | { readonly kind: "read"; readonly files: readonly LogFile[] }
  /** A portion of extracts was taken. */
  | { readonly kind: "taken" }
  | { readonly kind: "end" };

/** What a thread tells. */
export type FromWorker =
  | { readonly kind: "read"; readonly tally: ReadTally }
  | { readonly kind: "extracts"; readonly extracts: PackedExtracts }
  | { readonly kind: "ended" };
