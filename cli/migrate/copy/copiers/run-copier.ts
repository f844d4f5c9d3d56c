import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** What to run. */
export interface CopierRun {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What it has to move, as far as is known. */
  readonly bytes: number;
  /** Nothing may move for so long. */
  readonly stallMs: number;
  readonly signal: AbortSignal;
  /** Called a few times a second with how many bytes it has written so far, where the system says so. */
  readonly moved: (bytes: number) => void;
}

/** How it ended. */
export interface CopierEnd {
  readonly isDone: boolean;
  /** Its last words, fit to be shown. */
  readonly reported: string;
  readonly isStalled: boolean;
}

const LOOK_MS = 250;
/** Between asking a copier to end and ending it. */
const GRACE_MS = 2_000;
const MOST_KEPT = 4_000;
/** Where nobody says what moves, a copier may be as slow as this on average before it is taken for stalled. */
const SLOWEST_BYTES_PER_MS = 50;

const running = new Set<ChildProcess>();

/** An exit leaves no time to ask. */
process.on("exit", () => {
  for (const child of running) killGroup(child, "SIGKILL");
});

/**
 * Runs a copier until it ends, nothing moves any more, or the signal says so; it has always ended when this returns.
 *
 * @throws Error when it cannot be started; the signal's reason
 */
export async function runCopier({ path, args, env, bytes, stallMs, signal, moved }: CopierRun): Promise<CopierEnd> {
  signal.throwIfAborted();
  // A group of its own: Ctrl-C in the terminal reaches us alone, and we end it with whatever it has started.
  const child = spawn(path, [...args], { env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let reported = "";
  let isStalled = false;
  let last = performance.now();
  let seen = 0;
  const started = last;
  const keep = (text: string): void => {
    last = performance.now();
    reported = (reported + text).slice(-MOST_KEPT);
  };
  child.stdout.setEncoding("utf8").on("data", keep);
  child.stderr.setEncoding("utf8").on("data", keep);
  const look = setInterval(
    () => {
      const traffic = bytesMovedBy(child.pid);
      if (traffic !== undefined && traffic.all > seen) {
        seen = traffic.all;
        last = performance.now();
        moved(traffic.written);
      }
      const isReported = seen > 0;
      const allowed = isReported ? stallMs : stallMs + bytes / SLOWEST_BYTES_PER_MS;
      if (isStalled || performance.now() - (isReported ? last : started) < allowed) return;
      isStalled = true;
      void end(child);
    },
    Math.min(LOOK_MS, stallMs / 4),
  );
  const stop = (): void => {
    void end(child);
  };
  signal.addEventListener("abort", stop, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    signal.throwIfAborted();
    return { isDone: code === 0, reported: lastWords(reported), isStalled };
  } finally {
    clearInterval(look);
    signal.removeEventListener("abort", stop);
    running.delete(child);
  }
}

async function end(child: ChildProcess): Promise<void> {
  killGroup(child, "SIGTERM");
  await new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
  if (running.has(child)) killGroup(child, "SIGKILL");
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/**
 * The last line, without what an address may hold: Amazon ECR's addresses of layers are signed, which is as good as a
 * password.
 */
function lastWords(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const line = (lines.at(-1) ?? "").replace(/^time="[^"]*" level=\w+ msg="?|"$/g, "");
  return line
    .replace(/\?[^\s"'\\]*/g, "?…")
    .replace(/\\"/g, '"')
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 600);
}

/** A copier signs in with the password in its folder; keys of AWS are not its business. */
export function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith("AWS_")));
}

/** What a process has moved since it began, through files and connections. */
interface Traffic {
  readonly all: number;
  readonly written: number;
}

/**
 * Asks the system what a process has read and written; `undefined` where it does not say, which is everywhere but on
 * Linux.
 */
function bytesMovedBy(pid: number | undefined): Traffic | undefined {
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
