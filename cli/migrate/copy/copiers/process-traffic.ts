import { readFileSync } from "node:fs";

/** What a process has moved since it began, through files and connections. */
export interface Traffic {
  readonly all: number;
  readonly written: number;
}

/** Asks the system what a process has read and written; `undefined` where it does not tell, which is everywhere but on Linux. */
export function bytesMovedBy(pid: number | undefined): Traffic | undefined {
  if (process.platform !== "linux" || pid === undefined) return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/io`, "utf8");
    const read = Number(/^rchar: (\d+)$/m.exec(text)?.[1]);
    const written = Number(/^wchar: (\d+)$/m.exec(text)?.[1]);
    return Number.isFinite(read + written) ? { all: read + written, written } : undefined;
  } catch {
    return undefined;
  }
}
