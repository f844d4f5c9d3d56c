import { freePort } from "./free-port";
import { OwnedProcess } from "./owned-process";

const ATTEMPTS = 5;
const START_TIMEOUT_MS = 120_000;

/** An AWS emulator with many accounts, running on this machine. */
export interface Emulator {
  /** Where it answers, for every service: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Rejects with the emulator's last words when it ends before `stop` was called; never resolves. */
  readonly died: Promise<never>;
  /** Empties every account. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** How to start an emulator; tests put their own parts in. */
export interface EmulatorOptions {
  readonly command?: string;
  readonly port?: () => Promise<number>;
}

/**
 * Starts `moto_server` on a free port and waits until it answers. When somebody takes the port in between, another is tried.
 *
 * @throws Error with the last lines the emulator wrote, when it does not start
 */
export async function startEmulator({
  command = "moto_server",
  port = freePort,
}: EmulatorOptions = {}): Promise<Emulator> {
  let taken = "";
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const number = await port();
    const server = new OwnedProcess(command, ["-H", "127.0.0.1", "-p", String(number)], {
      env: { ...process.env, PYTHONUNBUFFERED: "1" },
    });
    const end = await endBeforeAnswer(server, number);
    if (end === undefined) return emulatorOf(server, `http://127.0.0.1:${number}`);
    if (!/address already in use|port \d+ is in use/i.test(end))
      throw new Error(`${command} did not start:\n${lastLines(end)}`);
    taken = end;
  }
  throw new Error(`${command} found no free port in ${ATTEMPTS} attempts:\n${lastLines(taken)}`);
}

/**
 * Waits for the server to answer. It must first say itself that it listens: an answer alone may come from another emulator
 * that took the port.
 *
 * @returns what the server wrote when it ended instead
 */
async function endBeforeAnswer(server: OwnedProcess, port: number): Promise<string | undefined> {
  let end: string | undefined;
  const ended = server.ended.then(({ stdout, stderr }) => {
    end = stdout + stderr;
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (end === undefined) {
    if (server.output.includes(`Running on http://127.0.0.1:${port}`) && (await answers(port))) return undefined;
    if (Date.now() > deadline) {
      await server.stop();
      return `no answer within ${START_TIMEOUT_MS / 1000} seconds\n${server.output}`;
    }
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
  return end;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/moto-api/`)).ok;
  } catch {
    return false;
  }
}

function emulatorOf(server: OwnedProcess, endpoint: string): Emulator {
  let stopped = false;
  const died = new Promise<never>((_, reject) => {
    void server.ended.then(({ stdout, stderr }) => {
      if (!stopped) reject(new Error(`the emulator at ${endpoint} ended unexpectedly:\n${lastLines(stdout + stderr)}`));
    });
  });
  died.catch(() => undefined); // Whoever waits for it learns of it; nobody has to.
  const stop = async (): Promise<void> => {
    stopped = true;
    await server.stop(2000);
  };
  const reset = async (): Promise<void> => {
    await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  };
  return { endpoint, died, reset, stop };
}

function lastLines(text: string, count = 8): string {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
