import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import type { Socket } from "node:net";
import { constants } from "node:os";

/** How a process ended. */
export interface ProcessEnd {
  /** Absent when a signal ended it, or when it could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to start a process. */
export interface OwnedProcessOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * Outlives us when we are killed with no time to do anything: it hears of each process group that we start, and ends them all when the pipe
 * from us is closed.
 */
const WATCHDOG = `
  const groups = new Set();
  let text = "";
  process.stdin.on("data", (data) => {
    const lines = (text + data).split("\\n");
    text = lines.pop();
    for (const line of lines) groups[line[0] === "+" ? "add" : "delete"](Number(line.slice(1)));
  });
  process.stdin.on("end", () => {
    for (const group of groups) try { process.kill(-group, "SIGKILL"); } catch {}
    process.exit();
  });`;
let watchdog: ChildProcess | undefined;

/** Tells the watchdog of a process group that began, or ended. */
function watch(pid: number | undefined, event: "+" | "-" = "+"): void {
  if (pid === undefined) return;
  if (watchdog === undefined) {
    watchdog = spawn(process.execPath, ["-e", WATCHDOG], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
    watchdog.unref();
    watchdog.on("error", () => undefined);
    watchdog.stdin?.on("error", () => undefined);
    (watchdog.stdin as Socket | null)?.unref();
  }
  watchdog.stdin?.write(`${event}${pid}\n`);
}

const running = new Set<OwnedProcess>();
let stopping: Promise<void> | undefined;

/** Whether a signal is ending this program, so that failures of its processes need no report. */
export function isStopping(): boolean {
  return stopping !== undefined;
}

/**
 * A process that never outlives ours. It leads a process group of its own: a Ctrl-C in the terminal reaches only us, so that we
 * can end the processes in the right order (Terraform lets go of its state lock while the emulator still answers).
 */
export class OwnedProcess {
  /** Settles when the process has ended; rejects when it could not be started. */
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  #stdout = "";
  #stderr = "";

  constructor(command: string, args: readonly string[], { cwd, env = process.env }: OwnedProcessOptions = {}) {
    if (stopping) throw new Error("interrupted");
    this.#child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child.stdout?.setEncoding("utf8").on("data", (text: string) => (this.#stdout += text));
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => (this.#stderr += text));
    running.add(this);
    watch(this.#child.pid);
    this.ended = new Promise<ProcessEnd>((resolve, reject) => {
      this.#child.once("error", (error) => {
        reject(new Error(`${command} could not be started: ${error.message}`));
      });
      this.#child.once("close", (code) => {
        resolve({ code: code ?? undefined, stdout: this.#stdout, stderr: this.#stderr });
      });
    });
    const forget = (): void => {
      running.delete(this);
      watch(this.#child.pid, "-");
    };
    this.ended.then(forget, forget);
  }

  /** What it has written so far. */
  get output(): string {
    return this.#stdout + this.#stderr;
  }

  /** Waits until it has written something, or has ended. */
  async written(what: RegExp): Promise<void> {
    const { stdout, stderr } = this.#child;
    const said = new Promise<void>((resolve) => {
      const look = (): void => {
        if (!what.test(this.output)) return;
        for (const stream of [stdout, stderr]) stream?.off("data", look);
        resolve();
      };
      for (const stream of [stdout, stderr]) stream?.on("data", look);
      look();
    });
    await Promise.race([said, this.ended]);
  }

  /** Lets this program end, and the process with it, although it runs. */
  unref(): void {
    const { stdout, stderr } = this.#child;
    this.#child.unref();
    for (const stream of [stdout, stderr]) (stream as Socket | null)?.unref();
  }

  /** Sends a signal to the process and its children. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // The group has ended already.
    }
  }

  /** Asks it to end, and ends it by force when it has not after `patienceMs`. */
  async stop(patienceMs = 10_000): Promise<void> {
    this.signal("SIGINT");
    const force = setTimeout(() => this.signal("SIGKILL"), patienceMs);
    await this.ended.catch(() => undefined);
    clearTimeout(force);
    this.signal("SIGKILL");
  }
}

/** Ends every process that was started, the last one first; none can be started afterwards. */
export async function stopAllProcesses(): Promise<void> {
  stopping ??= (async () => {
    for (const owned of [...running].reverse()) await owned.stop();
  })();
  return stopping;
}

/** Kills at the very end what is still there: an exit leaves no time to wait. */
process.on("exit", () => {
  for (const owned of running) owned.signal("SIGKILL");
});

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    void stopAllProcesses().finally(() => process.exit(128 + constants.signals[signal]));
  });
}
